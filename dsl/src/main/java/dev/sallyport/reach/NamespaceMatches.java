package dev.sallyport.reach;

import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the namespaces that a selector matches, each selector once, through postings of the labels
 * that it requires. {@code O(namespaces with such a label)}.
 */
final class NamespaceMatches {
  private final List<Namespace> all;
  private final Map<Selector, int[]> known = new HashMap<>();
  private final Map<String, Map<String, IntList>> postings = new HashMap<>();

  NamespaceMatches(List<Namespace> all) {
    this.all = all;
  }

  /** The namespaces that a selector matches, in order. */
  int[] of(Selector selector) {
    int[] found = known.get(selector);
    if (found == null) {
      IntList result = new IntList();
      IntList candidates = candidates(selector);
      int size = candidates == null ? all.size() : candidates.size();
      for (int i = 0; i < size; i++) {
        int namespace = candidates == null ? i : candidates.get(i);
        if (selector.matches(all.get(namespace).labels())) {
          result.add(namespace);
        }
      }
      found = result.toArray();
      known.put(selector, found);
    }
    return found;
  }

  /** The namespaces that have one of the labels that a selector requires; null if it has none. */
  private @Nullable IntList candidates(Selector selector) {
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      return posting(label.getKey(), label.getValue());
    }
    for (Requirement requirement : selector.matchExpressions()) {
      if (requirement.operator() == Operator.IN && requirement.values().size() == 1) {
        return posting(requirement.key(), requirement.values().get(0));
      }
    }
    return null;
  }

  private IntList posting(String key, String value) {
    Map<String, IntList> posting = postings.get(key);
    if (posting == null) {
      posting = new HashMap<>();
      for (int i = 0; i < all.size(); i++) {
        String each = all.get(i).labels().get(key);
        if (each != null) {
          posting.computeIfAbsent(each, v -> new IntList(4)).add(i);
        }
      }
      postings.put(key, posting);
    }
    IntList found = posting.get(value);
    return found == null ? new IntList(4) : found;
  }

  /** Forgets all. */
  void release() {
    known.clear();
    postings.clear();
  }
}
