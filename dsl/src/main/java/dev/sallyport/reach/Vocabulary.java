package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The label keys, label values and port names that some policy mentions, as numbers. Everything
 * else is noise that no policy can see.
 */
final class Vocabulary {
  /** The number of every value that no selector mentions. */
  static final int OTHER = 0;

  /** A label key and the values of it that are mentioned, numbered from 1. */
  private static final class Key {
    final int id;
    final Map<String, Integer> values = new HashMap<>();

    Key(int id) {
      this.id = id;
    }
  }

  private final Map<String, Key> keys = new HashMap<>();
  private final Map<String, Integer> portNames = new HashMap<>();

  /** A selector over numbers. */
  record Compiled(int[] keys, Operator[] operators, int[][] values) {

    /** Whether it matches labels: pairs of key and value in {@code labels[from..to)}. */
    boolean matches(int[] labels, int from, int to) {
      for (int i = 0; i < keys.length; i++) {
        int value = -1;
        for (int at = from; at < to; at += 2) {
          if (labels[at] == keys[i]) {
            value = labels[at + 1];
            break;
          }
        }
        boolean satisfied =
            switch (operators[i]) {
              case EXISTS -> value >= 0;
              case DOES_NOT_EXIST -> value < 0;
              case IN -> value > 0 && contains(values[i], value);
              case NOT_IN -> value <= 0 || !contains(values[i], value);
            };
        if (!satisfied) {
          return false;
        }
      }
      return true;
    }

    private static boolean contains(int[] values, int value) {
      for (int each : values) {
        if (each == value) {
          return true;
        }
      }
      return false;
    }
  }

  private Key key(String name) {
    Key key = keys.get(name);
    if (key == null) {
      key = new Key(keys.size());
      keys.put(name, key);
    }
    return key;
  }

  private static int value(Key key, String value) {
    Integer id = key.values.get(value);
    if (id == null) {
      id = key.values.size() + 1;
      key.values.put(value, id);
    }
    return id;
  }

  /** Numbers what the selector mentions. */
  Compiled compile(Selector selector) {
    int size = selector.matchLabels().size() + selector.matchExpressions().size();
    int[] ids = new int[size];
    Operator[] operators = new Operator[size];
    int[][] values = new int[size][];
    int at = 0;
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      Key key = key(label.getKey());
      ids[at] = key.id;
      operators[at] = Operator.IN;
      values[at++] = new int[] {value(key, label.getValue())};
    }
    for (Requirement requirement : selector.matchExpressions()) {
      Key key = key(requirement.key());
      ids[at] = key.id;
      operators[at] = requirement.operator();
      values[at] = new int[requirement.values().size()];
      for (int i = 0; i < values[at].length; i++) {
        values[at][i] = value(key, requirement.values().get(i));
      }
      at++;
    }
    return new Compiled(ids, operators, values);
  }

  /** Appends the labels it is given to a list, as far as they are mentioned. */
  final class Projection implements BiConsumer<String, String> {
    private final IntList target;
    private final boolean all;

    Projection(IntList target) {
      this(target, false);
    }

    /** {@code all} if every value of a mentioned key gets a number, for selectors still to come. */
    Projection(IntList target, boolean all) {
      this.target = target;
      this.all = all;
    }

    /**
     * Appends the mentioned labels as pairs of key and value, in the order in which they come: a
     * pod's are sorted, so that those of equal labels are equal.
     */
    void project(Map<String, String> labels) {
      labels.forEach(this);
    }

    @Override
    public void accept(String name, String text) {
      Key key = keys.get(name);
      if (key != null) {
        target.add(key.id);
        Integer value = key.values.get(text);
        target.add(value != null ? value : all ? value(key, text) : OTHER);
      }
    }
  }

  /** Whether every key of a selector is mentioned already. */
  boolean knowsKeysOf(Selector selector) {
    for (String key : selector.matchLabels().keySet()) {
      if (!keys.containsKey(key)) {
        return false;
      }
    }
    for (Requirement requirement : selector.matchExpressions()) {
      if (!keys.containsKey(requirement.key())) {
        return false;
      }
    }
    return true;
  }

  /** The number of a label key; -1 if no policy mentions it. */
  int mentionedKey(String name) {
    Key key = keys.get(name);
    return key == null ? -1 : key.id;
  }

  /** The number of a port name of a protocol, which is mentioned from now on. */
  int portName(Protocol protocol, String name) {
    Integer id = portNames.get(name);
    if (id == null) {
      id = portNames.size();
      portNames.put(name, id);
    }
    return id * 3 + protocol.ordinal();
  }

  /** The number of a port name of a protocol; -1 if no policy mentions the name. */
  int mentionedPortName(Protocol protocol, String name) {
    Integer id = portNames.get(name);
    return id == null ? -1 : id * 3 + protocol.ordinal();
  }

  boolean mentionsPortNames() {
    return !portNames.isEmpty();
  }
}
