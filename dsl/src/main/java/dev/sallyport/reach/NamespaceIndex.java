package dev.sallyport.reach;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces that exist, by number, and what is known of a future one: it may have any labels,
 * but its name is new, and {@code kubernetes.io/metadata.name} always holds the name.
 *
 * <p>The namespace without a name, which deployment decides, is one of its own: it has a name that
 * no selector mentions.
 */
final class NamespaceIndex {
  /** Not a valid label value, so no selector matches it. */
  private static final String UNNAMED = "_";

  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<Map<String, String>> labels = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<LabelCube, SelectedNamespaces> selected = new HashMap<>();

  /** For each key that was asked for: value to namespaces, ascending. */
  private final Map<String, Map<String, int[]>> postings = new HashMap<>();

  /**
   * Adds a namespace.
   *
   * @throws IllegalArgumentException if there is one of this name
   */
  void add(Namespace namespace) {
    if (numbers.putIfAbsent(namespace.name(), namespaces.size()) != null) {
      throw new IllegalArgumentException("more than one namespace \"" + namespace.name() + "\"");
    }
    namespaces.add(namespace);
    Map<String, String> all = namespace.labels();
    if (namespace.name().isEmpty()) {
      all = new TreeMap<>(all);
      all.put(Namespace.NAME_LABEL, UNNAMED);
    }
    labels.add(all);
  }

  /** The number of a namespace; one that is missing is added, with nothing but its name. */
  int require(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      number = namespaces.size();
      add(Namespace.of(name, Map.of()));
    }
    return number;
  }

  int size() {
    return namespaces.size();
  }

  Namespace get(int number) {
    return namespaces.get(number);
  }

  /** The number of the namespace, or -1. */
  int number(String name) {
    Integer number = numbers.get(name);
    return number == null ? -1 : number;
  }

  boolean matches(LabelCube cube, int number) {
    return cube.has(labels.get(number));
  }

  /** What the selector matches; null if it contradicts itself. Evaluated once. */
  @Nullable SelectedNamespaces select(Selector selector) {
    LabelCube cube = LabelCube.of(selector);
    if (cube == null) {
      return null;
    }
    SelectedNamespaces known = selected.get(cube);
    if (known == null) {
      known = new SelectedNamespaces(members(cube), future(cube));
      selected.put(cube, known);
    }
    return known;
  }

  /** What the empty selector matches. To be asked for after the last namespace was added. */
  SelectedNamespaces everyNamespace() {
    SelectedNamespaces every =
        new SelectedNamespaces(members(LabelCube.ANY), future(LabelCube.ANY));
    selected.put(LabelCube.ANY, every);
    return every;
  }

  /** At most so many namespaces match. */
  int atMost(LabelCube cube) {
    int least = size();
    for (String key : cube.keys()) {
      List<String> values = cube.get(key).onlyValues();
      if (!values.isEmpty()) {
        least = Math.min(least, count(key, values));
      }
    }
    return least;
  }

  /** The numbers of the namespaces that match, ascending. */
  int[] members(LabelCube cube) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String key : cube.keys()) {
      List<String> values = cube.get(key).onlyValues();
      if (!values.isEmpty()) {
        int count = count(key, values);
        if (count < least) {
          least = count;
          best = key;
        }
      }
    }
    int[] members;
    int size = 0;
    if (best == null) {
      members = new int[size()];
      for (int i = 0; i < size(); i++) {
        if (matches(cube, i)) {
          members[size++] = i;
        }
      }
    } else {
      members = new int[least];
      for (String value : cube.get(best).onlyValues()) {
        for (int i : posting(best, value)) {
          if (matches(cube, i)) {
            members[size++] = i;
          }
        }
      }
      Arrays.sort(members, 0, size);
    }
    return size == members.length ? members : Arrays.copyOf(members, size);
  }

  private int count(String key, List<String> values) {
    int count = 0;
    for (String value : values) {
      count += posting(key, value).length;
    }
    return count;
  }

  private int[] posting(String key, String value) {
    if (key.equals(Namespace.NAME_LABEL)) {
      int number = value.isEmpty() ? -1 : number(value);
      return number < 0 ? new int[0] : new int[] {number};
    }
    Map<String, int[]> byValue = postings.get(key);
    if (byValue == null) {
      byValue = index(key);
      postings.put(key, byValue);
    }
    int[] posting = byValue.get(value);
    return posting == null ? new int[0] : posting;
  }

  private Map<String, int[]> index(String key) {
    Map<String, List<Integer>> lists = new HashMap<>();
    for (int i = 0; i < size(); i++) {
      String value = labels.get(i).get(key);
      if (value != null) {
        List<Integer> list = lists.get(value);
        if (list == null) {
          list = new ArrayList<>(2);
          lists.put(value, list);
        }
        list.add(i);
      }
    }
    Map<String, int[]> byValue = new HashMap<>(lists.size() * 2);
    for (Map.Entry<String, List<Integer>> entry : lists.entrySet()) {
      int[] posting = new int[entry.getValue().size()];
      for (int i = 0; i < posting.length; i++) {
        posting[i] = entry.getValue().get(i);
      }
      byValue.put(entry.getKey(), posting);
    }
    return byValue;
  }

  /** The part of the cube that a future namespace can have; null if nothing. */
  @Nullable LabelCube future(LabelCube cube) {
    LabelSet names = cube.get(Namespace.NAME_LABEL);
    if (names.isAny()) {
      return cube;
    }
    List<String> only = names.onlyValues();
    if (only.isEmpty()) {
      return cube.with(Namespace.NAME_LABEL, LabelSet.PRESENT);
    }
    List<String> fresh = new ArrayList<>(1);
    for (String name : only) {
      if (isNewName(name)) {
        fresh.add(name);
      }
    }
    return cube.with(Namespace.NAME_LABEL, LabelSet.in(fresh));
  }

  /** Whether a namespace of this name could be created. */
  boolean isNewName(String name) {
    if (numbers.containsKey(name)) {
      return false;
    }
    try {
      LabelSyntax.namespace(name);
      return true;
    } catch (InvalidValueException invalid) {
      return false;
    }
  }

  /** The labels of a future namespace in the cube, its name among them. */
  Map<String, String> futureLabels(LabelCube cube) {
    LabelSet names = cube.get(Namespace.NAME_LABEL);
    Map<String, String> example = cube.example();
    if (!names.onlyValues().isEmpty()) {
      return example;
    }
    String name = "new-namespace";
    for (int i = 2; numbers.containsKey(name) || !names.has(name); i++) {
      name = "new-namespace-" + i;
    }
    example.put(Namespace.NAME_LABEL, name);
    return example;
  }
}
