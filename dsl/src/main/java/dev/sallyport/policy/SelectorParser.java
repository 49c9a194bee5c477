package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recursive-descent parser of kubectl's selector syntax. Equality requirements become {@code
 * matchLabels} while a key occurs once; all else becomes {@code matchExpressions}. {@code
 * O(length)}.
 *
 * <p>Source: Kubernetes documentation, "Labels and Selectors", section "API".
 */
final class SelectorParser {
  private final String text;
  private int at;

  SelectorParser(String text) {
    this.text = text;
  }

  Selector parse() {
    Map<String, String> labels = new TreeMap<>();
    List<Requirement> expressions = new ArrayList<>();
    skipBlanks();
    if (at == text.length()) {
      throw problem("it is empty, which would select everything; name a label");
    }
    while (true) {
      Requirement requirement = requirement();
      boolean equality = requirement.operator() == Operator.IN && requirement.values().size() == 1;
      if (equality && !labels.containsKey(requirement.key())) {
        labels.put(requirement.key(), requirement.values().get(0));
      } else if (!equality || !requirement.values().get(0).equals(labels.get(requirement.key()))) {
        expressions.add(requirement);
      }
      skipBlanks();
      if (at == text.length()) {
        return new Selector(labels, expressions);
      }
      expect(',');
    }
  }

  private Requirement requirement() {
    skipBlanks();
    if (take('!')) {
      return new Requirement(key(), Operator.DOES_NOT_EXIST, List.of());
    }
    String key = key();
    skipBlanks();
    if (at == text.length() || text.charAt(at) == ',') {
      return new Requirement(key, Operator.EXISTS, List.of());
    }
    if (take('!')) {
      expect('=');
      return new Requirement(key, Operator.NOT_IN, List.of(value()));
    }
    if (take('=')) {
      take('=');
      return new Requirement(key, Operator.IN, List.of(value()));
    }
    int start = at;
    String word = word();
    if (word.equals("in")) {
      return new Requirement(key, Operator.IN, values());
    }
    if (word.equals("notin")) {
      return new Requirement(key, Operator.NOT_IN, values());
    }
    at = start;
    throw problem(
        "expected '=', '==', '!=', 'in', 'notin' or ',' after " + LabelSyntax.quoted(key));
  }

  private String key() {
    skipBlanks();
    String key = word();
    if (key.isEmpty()) {
      throw problem("expected a label key");
    }
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) == '<' || key.charAt(i) == '>') {
        at += i - key.length();
        throw problem("'<' and '>' compare numbers, which a policy's selector can't");
      }
    }
    return LabelSyntax.key(key);
  }

  private String value() {
    skipBlanks();
    return LabelSyntax.value(word());
  }

  private List<String> values() {
    skipBlanks();
    expect('(');
    List<String> values = new ArrayList<>();
    do {
      values.add(value());
      skipBlanks();
    } while (take(','));
    expect(')');
    return values;
  }

  private String word() {
    int start = at;
    while (at < text.length() && " \t\r\n,=!()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw problem("expected '" + c + "'");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private InvalidValueException problem(String what) {
    return new InvalidValueException(
        Violation.SELECTOR_SYNTAX,
        LabelSyntax.quoted(text)
            + " is not a selector, at character "
            + (at + 1)
            + ": "
            + what
            + "; write it as kubectl does, for example \"app=web,tier in (a,b),!legacy\"");
  }
}
