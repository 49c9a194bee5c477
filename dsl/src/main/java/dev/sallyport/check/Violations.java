package dev.sallyport.check;

import dev.sallyport.policy.InvalidValueException;

/** Which finding a value makes that the model refuses. */
final class Violations {
  private Violations() {}

  static FindingCode code(InvalidValueException e) {
    return switch (e.violation()) {
      case NAME -> FindingCode.WORKLOAD_NAME;
      case NAMESPACE -> FindingCode.NAMESPACE_NAME;
      case LABEL_KEY -> FindingCode.LABEL_KEY;
      case LABEL_VALUE -> FindingCode.LABEL_VALUE;
      case SELECTOR_SYNTAX -> FindingCode.SELECTOR_SYNTAX;
      case PORT_NUMBER -> FindingCode.PORT_NUMBER;
      case PORT_NAME -> FindingCode.PORT_NAME;
      case PORT_RANGE -> FindingCode.PORT_RANGE;
      case PROTOCOL -> FindingCode.PROTOCOL;
      case CIDR_SYNTAX -> FindingCode.CIDR_SYNTAX;
      case CIDR_LEADING_ZEROS -> FindingCode.CIDR_LEADING_ZEROS;
      case CIDR_IPV4_MAPPED -> FindingCode.CIDR_IPV4_MAPPED;
      case CIDR_HOST_BITS -> FindingCode.CIDR_HOST_BITS;
      case EXCEPT_OUTSIDE -> FindingCode.EXCEPT_OUTSIDE;
      case EXCEPT_NOT_LONGER -> FindingCode.EXCEPT_NOT_LONGER;
      case EXCEPT_FAMILY -> FindingCode.EXCEPT_FAMILY;
    };
  }

  static String message(InvalidValueException e) {
    String message = e.getMessage();
    return message == null ? e.violation().name() : message;
  }
}
