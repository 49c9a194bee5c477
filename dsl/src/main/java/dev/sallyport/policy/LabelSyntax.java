package dev.sallyport.policy;

/**
 * The syntax of names, label keys, label values and port names.
 *
 * <p>All methods cost {@code O(length)} and return the value they were given.
 *
 * <p>Source: Kubernetes documentation, "Object Names and IDs" and "Labels and Selectors"; RFC 1123;
 * RFC 6335 for port names.
 */
public final class LabelSyntax {
  private static final int MAX_SUBDOMAIN = 253;
  private static final int MAX_LABEL = 63;
  private static final int MAX_PORT_NAME = 15;

  private LabelSyntax() {}

  /**
   * Checks the name of an object such as a NetworkPolicy: an RFC 1123 subdomain.
   *
   * @throws InvalidValueException {@link Violation#NAME}
   */
  public static String name(String name) {
    String problem = subdomainProblem(name);
    if (!problem.isEmpty()) {
      throw new InvalidValueException(
          Violation.NAME,
          quoted(name)
              + " is not a valid name: "
              + problem
              + "; use lower-case letters, digits, '-' and '.', at most 253 characters");
    }
    return name;
  }

  /**
   * Checks the name of a namespace: an RFC 1123 label.
   *
   * @throws InvalidValueException {@link Violation#NAMESPACE}
   */
  public static String namespace(String name) {
    String problem = dnsLabelProblem(name);
    if (!problem.isEmpty()) {
      throw new InvalidValueException(
          Violation.NAMESPACE,
          quoted(name)
              + " is not a valid namespace: "
              + problem
              + "; use lower-case letters, digits and '-', at most 63 characters");
    }
    return name;
  }

  /**
   * Checks a label key.
   *
   * @throws InvalidValueException {@link Violation#LABEL_KEY}
   */
  public static String key(String key) {
    String problem = keyProblem(key);
    if (!problem.isEmpty()) {
      throw new InvalidValueException(
          Violation.LABEL_KEY,
          quoted(key)
              + " is not a valid label key: "
              + problem
              + "; use at most 63 of letters, digits, '-', '_' and '.', with a letter or digit at both"
              + " ends, and before them a DNS subdomain and '/' if you like");
    }
    return key;
  }

  /**
   * Checks a label value.
   *
   * @throws InvalidValueException {@link Violation#LABEL_VALUE}
   */
  public static String value(String value) {
    String problem = value.isEmpty() ? "" : nameProblem(value);
    if (!problem.isEmpty()) {
      throw new InvalidValueException(
          Violation.LABEL_VALUE,
          quoted(value)
              + " is not a valid label value: "
              + problem
              + "; leave it empty or use at most 63 of letters, digits, '-', '_' and '.', with a"
              + " letter or digit at both ends");
    }
    return value;
  }

  /**
   * Checks a port name.
   *
   * @throws InvalidValueException {@link Violation#PORT_NAME}
   */
  public static String portName(String name) {
    String problem = portNameProblem(name);
    if (!problem.isEmpty()) {
      throw new InvalidValueException(
          Violation.PORT_NAME,
          quoted(name)
              + " is not a valid port name: "
              + problem
              + "; use at most 15 of a-z, 0-9 and '-', with at least one letter");
    }
    return name;
  }

  private static String portNameProblem(String name) {
    int length = name.length();
    if (length == 0) {
      return "it is empty";
    }
    if (length > MAX_PORT_NAME) {
      return "it has " + length + " characters";
    }
    boolean letter = false;
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      letter |= isLower(c);
      if (!isLower(c) && !isDigit(c) && c != '-') {
        return "it contains " + quoted(c);
      }
      if (c == '-' && i > 0 && name.charAt(i - 1) == '-') {
        return "it contains '--'";
      }
    }
    if (!letter) {
      return "it has no letter";
    }
    return name.charAt(0) == '-' || name.charAt(length - 1) == '-'
        ? "it starts or ends with '-'"
        : "";
  }

  private static String keyProblem(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return nameProblem(key);
    }
    if (key.indexOf('/', slash + 1) >= 0) {
      return "it has more than one '/'";
    }
    if (slash == 0) {
      return "nothing stands before the '/'";
    }
    String problem = subdomainProblem(key.substring(0, slash));
    return problem.isEmpty()
        ? nameProblem(key.substring(slash + 1))
        : "before the '/' a DNS subdomain is needed, but " + problem;
  }

  private static String nameProblem(String name) {
    int length = name.length();
    if (length == 0) {
      return "it has no name";
    }
    if (length > MAX_LABEL) {
      return "it has " + length + " characters";
    }
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      boolean alphanumeric = isLower(c) || isDigit(c) || c >= 'A' && c <= 'Z';
      if (!alphanumeric && c != '-' && c != '_' && c != '.') {
        return "it contains " + quoted(c);
      }
      if (!alphanumeric && (i == 0 || i == length - 1)) {
        return "it must start and end with a letter or digit";
      }
    }
    return "";
  }

  private static String subdomainProblem(String name) {
    if (name.isEmpty()) {
      return "it is empty";
    }
    if (name.length() > MAX_SUBDOMAIN) {
      return "it has " + name.length() + " characters";
    }
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        String problem = partProblem(name, start, i);
        if (!problem.isEmpty()) {
          return problem;
        }
        start = i + 1;
      }
    }
    return "";
  }

  private static String dnsLabelProblem(String name) {
    if (name.length() > MAX_LABEL) {
      return "it has " + name.length() + " characters";
    }
    return name.isEmpty() ? "it is empty" : partProblem(name, 0, name.length());
  }

  private static String partProblem(String name, int start, int end) {
    if (start == end) {
      return "a part between dots is empty";
    }
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      if (!isLower(c) && !isDigit(c) && c != '-') {
        return "it contains " + quoted(c);
      }
      if (c == '-' && (i == start || i == end - 1)) {
        return "each part must start and end with a lower-case letter or digit";
      }
    }
    return "";
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String quoted(char c) {
    return "'" + c + "'";
  }
}
