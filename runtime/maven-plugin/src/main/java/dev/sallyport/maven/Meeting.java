package dev.sallyport.maven;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the modules of a build wait for each other. A goal runs in every module, maybe in several
 * at a time; what it has to say it can say only when all modules are there.
 *
 * <p>The memory is the plugin context that Maven keeps for each module, and holds values of the
 * JDK's classes only, because each module may load this plugin anew.
 */
final class Meeting {
  private final String key;
  private final Map<String, Map<String, Object>> contexts;
  private final Object lock;

  /**
   * A meeting that any module with the same execution can open.
   *
   * @param execution the goal and the id of its execution
   * @param contexts the modules that must come, by id and in the order of the build, each with its
   *     plugin context
   * @param lock the same object for all of them
   */
  Meeting(String execution, Map<String, Map<String, Object>> contexts, Object lock) {
    this.key = "dev.sallyport.maven.inputs:" + execution;
    this.contexts = contexts;
    this.lock = lock;
  }

  /**
   * A module arrives.
   *
   * @param module its id
   * @param inputs what it brings; nothing if it is to be left out
   * @return all inputs, in the order of the build, each once, if this module is the last
   */
  Optional<List<String>> arrive(String module, List<String> inputs) {
    synchronized (lock) {
      Map<String, Object> own = contexts.get(module);
      if (own == null) {
        throw new IllegalArgumentException(module + " was not expected");
      }
      own.put(key, List.copyOf(inputs));
      Set<String> all = new LinkedHashSet<>();
      for (Map<String, Object> context : contexts.values()) {
        Object brought = context.get(key);
        if (!(brought instanceof List<?> list)) {
          return Optional.empty();
        }
        list.forEach(input -> all.add((String) input));
      }
      return Optional.of(new ArrayList<>(all));
    }
  }

  /** The modules that are still on their way, sorted. */
  Set<String> missing() {
    synchronized (lock) {
      Set<String> missing = new TreeSet<>();
      contexts.forEach(
          (module, context) -> {
            if (!context.containsKey(key)) {
              missing.add(module);
            }
          });
      return missing;
    }
  }
}
