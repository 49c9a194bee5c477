package dev.sallyport.runtime.question;

import dev.sallyport.check.NearNames;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether one may connect to another.
 *
 * @param from who
 * @param to whom
 * @param port on which protocol and port; empty for any
 */
public record Question(Endpoint from, Endpoint to, Optional<ConnectionSet.Range> port) {

  /**
   * Reads a question.
   *
   * @param from {@code namespace/workload}, {@code namespace/workload[Kind]}, an address or a CIDR
   * @param to the same, with {@code :PORT} if wanted: a number, a name, or either with {@code
   *     /PROTOCOL}; an IPv6 address with a port stands in brackets. TCP where nothing is said
   * @param snapshot where workloads are looked up
   * @param namespace the namespace of a workload named without one
   * @throws InvalidQuestionException if one of them means nothing here, or more than one thing
   */
  public static Question parse(String from, String to, Snapshot snapshot, String namespace)
      throws InvalidQuestionException {
    Endpoint source = endpoint(from, snapshot, namespace);
    String target = to;
    String port = "";
    int bracket = to.startsWith("[") ? to.indexOf(']') : -1;
    if (bracket > 0) {
      target = to.substring(1, bracket);
      port = to.substring(bracket + 1);
      if (!port.isEmpty() && !port.startsWith(":")) {
        throw new InvalidQuestionException("\"" + to + "\": behind ] comes :PORT, or nothing");
      }
    } else if (to.indexOf(':') >= 0 && to.indexOf(':') == to.lastIndexOf(':')) {
      target = to.substring(0, to.indexOf(':'));
      port = to.substring(to.indexOf(':'));
    }
    Endpoint destination = endpoint(target, snapshot, namespace);
    if (port.equals(":")) {
      throw new InvalidQuestionException("\"" + to + "\": behind : comes a port");
    }
    return new Question(
        source,
        destination,
        port.isEmpty() ? Optional.empty() : Optional.of(port(port.substring(1), destination)));
  }

  private static Endpoint endpoint(String text, Snapshot snapshot, String namespace)
      throws InvalidQuestionException {
    Optional<AddressRange> addresses = addresses(text);
    if (addresses.isPresent()) {
      return addresses.get();
    }
    String id = text.indexOf('/') >= 0 ? text : namespace + "/" + text;
    List<Pod> found = new ArrayList<>();
    TreeSet<String> known = new TreeSet<>();
    for (Pod pod : snapshot.pods()) {
      if (pod.id().equals(id)) {
        return pod;
      }
      int kind = pod.id().indexOf('[');
      String bare = kind < 0 ? pod.id() : pod.id().substring(0, kind);
      known.add(bare);
      if (bare.equals(id)) {
        found.add(pod);
      }
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      throw new InvalidQuestionException(
          "\""
              + text
              + "\" may be "
              + String.join(" or ", found.stream().map(Pod::id).toList())
              + "; write the one that is meant");
    }
    throw new InvalidQuestionException(
        "there is no workload \"" + id + "\"" + NearNames.didYouMean(id, known));
  }

  /**
   * The addresses that a text names: an address, a CIDR, or {@code first-last}; empty if it is the
   * name of a workload.
   *
   * @throws InvalidQuestionException if it is empty, or starts as an address and is none
   */
  public static Optional<AddressRange> addresses(String text) throws InvalidQuestionException {
    if (text.isEmpty()) {
      throw new InvalidQuestionException("name a workload, an address or a CIDR");
    }
    char first = text.charAt(0);
    boolean address = text.indexOf(':') >= 0 || text.matches("[0-9.]+([-/][0-9.]+)?");
    if (!address || (Character.digit(first, 16) < 0 && first != ':')) {
      return Optional.empty();
    }
    try {
      return Optional.of(AddressRange.parse(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidQuestionException("\"" + text + "\": " + e.getMessage());
    }
  }

  private static ConnectionSet.Range port(String text, Endpoint to)
      throws InvalidQuestionException {
    List<ConnectionSet.Range> ranges = AskedPorts.parse(text).on(to, List.of()).ranges();
    if (ranges.size() != 1 || ranges.get(0).first() != ranges.get(0).last()) {
      throw new InvalidQuestionException("\"" + text + "\" is more than one port; ask for one");
    }
    return ranges.get(0);
  }
}
