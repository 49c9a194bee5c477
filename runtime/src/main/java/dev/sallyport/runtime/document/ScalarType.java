package dev.sallyport.runtime.document;

import java.util.regex.Pattern;

/**
 * What a scalar is.
 *
 * <p>Kubernetes' tools read YAML 1.1, most Java libraries YAML 1.2. Where the two differ ({@code
 * on}, {@code 0123}, {@code 1_000}) the scalar is {@link #AMBIGUOUS}, which no field accepts: the
 * author has to write it in quotes or in plain form.
 *
 * <p>Source: YAML 1.1 type repository (bool, int, float, null), YAML 1.2.2 section 10.3.
 */
public enum ScalarType {
  /** Text. */
  STRING("a string"),
  /** A whole number in plain decimal form, without leading zeros. */
  INTEGER("a whole number"),
  /** Any other decimal number. */
  DECIMAL("a number"),
  /** {@code true} or {@code false}. */
  BOOLEAN("true or false"),
  /** Nothing. */
  NULL("null"),
  /** Not quoted, and versions of YAML disagree on what it is. */
  AMBIGUOUS("ambiguous without quotes");

  private static final Pattern INTEGERS = Pattern.compile("-?(?:0|[1-9][0-9]*)");
  private static final Pattern DECIMALS =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
  private static final Pattern NUMBER_LIKE =
      Pattern.compile(
          "[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+"
              + "|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
              + "|\\.[0-9_]+(?:[eE][-+]?[0-9]+)?|\\.(?:inf|Inf|INF))"
              + "|\\.(?:nan|NaN|NAN)");

  private final String description;

  ScalarType(String description) {
    this.description = description;
  }

  /** What it is, as a message says it after "is". */
  public String description() {
    return description;
  }

  /** What a YAML plain scalar (one without quotes and tag) is. {@code O(length)}. */
  public static ScalarType ofPlain(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> BOOLEAN;
      case "y",
          "Y",
          "yes",
          "Yes",
          "YES",
          "n",
          "N",
          "no",
          "No",
          "NO",
          "on",
          "On",
          "ON",
          "off",
          "Off",
          "OFF",
          "=",
          "<<" ->
          AMBIGUOUS;
      default -> ofPlainWord(text);
    };
  }

  private static ScalarType ofPlainWord(String text) {
    char first = text.charAt(0);
    if ((first < '0' || first > '9') && first != '-' && first != '+' && first != '.') {
      return STRING;
    }
    if (INTEGERS.matcher(text).matches()) {
      return INTEGER;
    }
    if (DECIMALS.matcher(text).matches()) {
      return DECIMAL;
    }
    return NUMBER_LIKE.matcher(text).matches() ? AMBIGUOUS : STRING;
  }
}
