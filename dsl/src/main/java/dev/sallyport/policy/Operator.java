package dev.sallyport.policy;

/**
 * The operator of a label selector requirement.
 *
 * <p>Source: Kubernetes API documentation, {@code LabelSelectorRequirement.operator}.
 */
public enum Operator {
  /** The label is present and has one of the values. */
  IN("In"),
  /** The label has none of the values; an absent label matches too. */
  NOT_IN("NotIn"),
  /** The label is present, with any value. */
  EXISTS("Exists"),
  /** The label is absent. */
  DOES_NOT_EXIST("DoesNotExist");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /** The operator as the API writes it, for example {@code NotIn}. */
  public String text() {
    return text;
  }
}
