package dev.sallyport.runtime.expect;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Selector;
import dev.sallyport.runtime.question.InvalidQuestionException;
import java.util.List;
import java.util.Map;

/** Of whom an expectation speaks, as it was written. */
public sealed interface Subject {

  /**
   * By name.
   *
   * @param name {@code namespace/workload}, {@code namespace/workload[Kind]}, {@code workload},
   *     {@code namespace/*}, {@code *}{@code /*}, an address, a CIDR, {@code first-last}, or {@code
   *     Internet} for the addresses of {@link dev.sallyport.Internet}; the namespace {@code _} is
   *     that which deployment decides
   */
  record Named(String name) implements Subject {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * By labels: each running pod that both select; there must be one.
   *
   * @param namespaces by the labels of their namespace
   * @param pods by their own
   */
  record Selected(Selector namespaces, Selector pods) implements Subject {
    @Override
    public String toString() {
      String who = pods.isEverything() ? "all pods" : "pods " + pods;
      String name = namespaces.matchLabels().get(Namespace.NAME_LABEL);
      boolean named =
          name != null && namespaces.equals(Selector.ofLabels(Map.of(Namespace.NAME_LABEL, name)));
      return namespaces.isEverything()
          ? who
          : who + (named ? " of namespace " + name : " in namespaces " + namespaces);
    }
  }

  /**
   * Everybody else: each running pod that is none of these, and the addresses outside the cluster
   * that are none of these.
   *
   * @param but who is left out
   * @param outside whether addresses belong to it
   */
  record Others(List<Subject> but, boolean outside) implements Subject {
    /** Copies the list. */
    public Others {
      but = List.copyOf(but);
    }

    /** As a sentence says it that allows only the others. */
    String nobody() {
      return "nobody" + exceptions();
    }

    private String exceptions() {
      return but.isEmpty()
          ? ""
          : " but " + String.join(", ", but.stream().map(Subject::toString).toList());
    }

    @Override
    public String toString() {
      return "anybody" + exceptions();
    }
  }

  /**
   * Pods by kubectl's selector syntax.
   *
   * @param pods their labels; empty for all
   * @param namespaces the labels of their namespace; empty for all
   * @param namespace the name of their namespace; empty for any
   * @throws InvalidQuestionException if a selector is not valid, or all three are empty
   */
  static Subject selected(String pods, String namespaces, String namespace)
      throws InvalidQuestionException {
    if (pods.isEmpty() && namespaces.isEmpty() && namespace.isEmpty()) {
      throw new InvalidQuestionException("write pods, namespaces or namespace, or */* for all");
    }
    if (!namespaces.isEmpty() && !namespace.isEmpty()) {
      throw new InvalidQuestionException(
          "write namespaces (by labels) or namespace (by name), not both");
    }
    try {
      Selector where =
          namespace.isEmpty()
              ? selector(namespaces)
              : Selector.ofLabels(Map.of(Namespace.NAME_LABEL, namespace));
      return new Selected(where, selector(pods));
    } catch (InvalidValueException e) {
      throw new InvalidQuestionException(String.valueOf(e.getMessage()));
    }
  }

  private static Selector selector(String text) {
    return text.isEmpty() ? Selector.EVERYTHING : Selector.parse(text);
  }
}
