package dev.sallyport.reach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The peers of all rules of one direction by the namespaces that they admit. What only some proofs
 * need is computed when first needed.
 */
final class PeerIndex {
  private final int few;

  /** The gates of the direction, by number of namespace. */
  private final Gate[] gates;

  /** The namespace selectors of peers, each once. */
  private final List<SelectedNamespaces> selectors = new ArrayList<>();

  private final List<GateOption> blocks = new ArrayList<>();
  private final List<SelectedNamespaces> wide = new ArrayList<>();
  private final Map<String, FutureByKey> futureByKey = new HashMap<>();
  private @Nullable List<List<SelectedNamespaces>> narrow;
  private int @Nullable [] open;
  private @Nullable List<List<GateOption>> blockGroups;

  /**
   * The selectors that a future namespace can match, by what they demand of one key.
   *
   * @param demanding those that admit only some values, by each
   * @param others the rest
   */
  private record FutureByKey(
      Map<String, List<SelectedNamespaces>> demanding, List<SelectedNamespaces> others) {}

  /**
   * For the gates of one direction.
   *
   * @param few selectors that match at most so many namespaces are listed at each of them
   */
  PeerIndex(Gate[] gates, int few) {
    this.gates = gates;
    this.few = few;
  }

  void add(GateOption option) {
    SelectedNamespaces selected = option.namespaces();
    if (selected != null && selected.add(option)) {
      selectors.add(selected);
    }
    if (option.kind() == GateOption.Kind.BLOCK) {
      blocks.add(option);
    }
  }

  Gate gate(int namespace) {
    return gates[namespace];
  }

  /** Whether any peer is an address block. */
  boolean hasBlocks() {
    return !blocks.isEmpty();
  }

  /** Peers that are address blocks, grouped. */
  List<List<GateOption>> blocks() {
    List<List<GateOption>> groups = blockGroups;
    if (groups == null) {
      groups = SelectedNamespaces.group(blocks);
      blockGroups = groups;
    }
    return groups;
  }

  /** The namespaces in which some pod is not isolated, ascending. */
  int[] open() {
    int[] known = open;
    if (known == null) {
      known = new int[gates.length];
      int size = 0;
      for (int i = 0; i < gates.length; i++) {
        if (gates[i].open(LabelCube.ANY) != null) {
          known[size++] = i;
        }
      }
      known = Arrays.copyOf(known, size);
      open = known;
    }
    return known;
  }

  /** The selectors that match few namespaces, this one among them. */
  List<SelectedNamespaces> narrow(int namespace) {
    return narrow().get(namespace);
  }

  /** The selectors that match many namespaces. */
  List<SelectedNamespaces> wide() {
    narrow();
    return wide;
  }

  private List<List<SelectedNamespaces>> narrow() {
    List<List<SelectedNamespaces>> lists = narrow;
    if (lists == null) {
      lists = new ArrayList<>(gates.length);
      for (int i = 0; i < gates.length; i++) {
        lists.add(new ArrayList<>(2));
      }
      for (SelectedNamespaces selected : selectors) {
        if (selected.members().length <= few) {
          for (int member : selected.members()) {
            lists.get(member).add(selected);
          }
        } else {
          wide.add(selected);
        }
      }
      narrow = lists;
    }
    return lists;
  }

  /**
   * The selectors that a future namespace in the cube may match, and perhaps some more. {@code
   * O(result)} once the cube's first demanding key was asked for.
   */
  List<SelectedNamespaces> future(LabelCube cube) {
    String key = "";
    List<String> values = List.of();
    for (String each : cube.keys()) {
      if (values.isEmpty()) {
        key = each;
        values = cube.get(each).onlyValues();
      }
    }
    key = values.isEmpty() ? "" : key;
    FutureByKey index = futureByKey.get(key);
    if (index == null) {
      index = indexFuture(key);
      futureByKey.put(key, index);
    }
    if (values.isEmpty()) {
      return index.others;
    }
    List<SelectedNamespaces> result = new ArrayList<>(index.others);
    for (String value : values) {
      List<SelectedNamespaces> demanding = index.demanding.get(value);
      if (demanding != null) {
        result.addAll(demanding);
      }
    }
    return result;
  }

  private FutureByKey indexFuture(String key) {
    FutureByKey index = new FutureByKey(new HashMap<>(), new ArrayList<>());
    for (SelectedNamespaces selected : selectors) {
      LabelCube future = selected.future();
      if (future == null) {
        continue;
      }
      List<String> values = future.get(key).onlyValues();
      if (values.isEmpty()) {
        index.others.add(selected);
      }
      for (String value : values) {
        List<SelectedNamespaces> list = index.demanding.get(value);
        if (list == null) {
          list = new ArrayList<>(2);
          index.demanding.put(value, list);
        }
        list.add(selected);
      }
    }
    return index;
  }
}
