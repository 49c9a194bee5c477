package dev.sallyport.runtime.question;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * On which ports a question is.
 *
 * <pre>{@code
 * AskedPorts.parse("8080")            // TCP 8080
 * AskedPorts.parse("http")            // the port of this name, on each destination pod
 * AskedPorts.parse("8000-8999/UDP")   // each of them
 * AskedPorts.parse("/UDP")            // each UDP port
 * AskedPorts.parse("all")             // each port of each protocol
 * AskedPorts.parse("any")             // whichever: a yes needs one of them, a no needs none
 * }</pre>
 */
public final class AskedPorts {
  /** Whichever port. */
  public static final AskedPorts ANY = new AskedPorts(List.of());

  private static final String ANY_WORD = "any";
  private static final String ALL_WORD = "all";

  /** Empty for {@link #ANY}. */
  private final List<Entry> entries;

  /** Whether each port but these is asked for. */
  private final boolean others;

  private AskedPorts(List<Entry> entries) {
    this(entries, false);
  }

  private AskedPorts(List<Entry> entries, boolean others) {
    this.entries = List.copyOf(entries);
    this.others = others;
  }

  /** What was written once. */
  private sealed interface Entry {
    /** As it was written. */
    String text();
  }

  /** Numbers, or everything. */
  private record Numbers(String text, ConnectionSet ports) implements Entry {}

  /** The port of a name; of any protocol if none was written. */
  private record Named(String text, String name, Optional<Protocol> protocol) implements Entry {}

  /**
   * Reads ports: a number, {@code first-last}, a name, or one of them with {@code /PROTOCOL};
   * {@code /PROTOCOL} alone for each port of it; {@code all}; {@code any}. TCP where numbers stand
   * alone.
   *
   * @throws InvalidQuestionException if it is none of them
   */
  public static AskedPorts parse(String text) throws InvalidQuestionException {
    return parse(List.of(text));
  }

  /**
   * Reads ports that are asked for together.
   *
   * @throws InvalidQuestionException if one of them is no port, if there is none, or if {@code any}
   *     is among several
   */
  public static AskedPorts parse(List<String> texts) throws InvalidQuestionException {
    if (texts.isEmpty()) {
      throw new InvalidQuestionException("name at least one port, or write any");
    }
    if (texts.equals(List.of(ANY_WORD))) {
      return ANY;
    }
    List<Entry> entries = new ArrayList<>(texts.size());
    for (String text : texts) {
      if (text.equals(ANY_WORD)) {
        throw new InvalidQuestionException(
            "any stands alone: the other ports beside it would mean nothing");
      }
      entries.add(entry(text));
    }
    return new AskedPorts(entries);
  }

  private static Entry entry(String text) throws InvalidQuestionException {
    if (text.equals(ALL_WORD)) {
      return new Numbers(text, ConnectionSet.ALL);
    }
    int slash = text.indexOf('/');
    String port = slash < 0 ? text : text.substring(0, slash);
    Optional<Protocol> protocol =
        slash < 0 ? Optional.empty() : Optional.of(protocol(text.substring(slash + 1)));
    if (port.isEmpty() && protocol.isPresent()) {
      return new Numbers(text, ConnectionSet.of(protocol.get()));
    }
    if (port.matches("[0-9]+(-[0-9]+)?")) {
      int dash = port.indexOf('-');
      int first = number(dash < 0 ? port : port.substring(0, dash));
      int last = dash < 0 ? first : number(port.substring(dash + 1));
      try {
        var range = new PolicyPort.Range(protocol.orElse(Protocol.TCP), first, last);
        return new Numbers(text, ConnectionSet.of(range.protocol(), range.first(), range.last()));
      } catch (InvalidValueException e) {
        throw new InvalidQuestionException(String.valueOf(e.getMessage()));
      }
    }
    try {
      return new Named(text, LabelSyntax.portName(port), protocol);
    } catch (InvalidValueException e) {
      throw new InvalidQuestionException(String.valueOf(e.getMessage()));
    }
  }

  private static Protocol protocol(String text) throws InvalidQuestionException {
    try {
      return Protocol.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidQuestionException("\"" + text + "\" is no protocol; write TCP, UDP or SCTP");
    }
  }

  private static int number(String text) throws InvalidQuestionException {
    int number = text.length() > 5 ? 0 : Integer.parseInt(text);
    if (number < 1 || number > 65_535) {
      throw new InvalidQuestionException(text + " is not a port number; it must be 1 to 65535");
    }
    return number;
  }

  /**
   * Each port of each protocol but these.
   *
   * @throws IllegalStateException for {@link #ANY}, which leaves nothing
   */
  public AskedPorts others() {
    if (entries.isEmpty()) {
      throw new IllegalStateException("there are no others than any port");
    }
    return new AskedPorts(entries, !others);
  }

  /** Whether it is made by {@link #others}. */
  public boolean isOthers() {
    return others;
  }

  /** Whether it is {@link #ANY}. */
  public boolean isAny() {
    return entries.isEmpty() && !others;
  }

  /**
   * The ports by number. For {@link #ANY} every one.
   *
   * @param to where they are; names are those of its ports
   * @param alike other pods of the same workload, which are asked where the pod itself has no port
   *     of a name: its contract beside its Deployment, for example
   * @throws InvalidQuestionException if nobody has a port of a name, or a pod has several
   */
  public ConnectionSet on(Endpoint to, Collection<Pod> alike) throws InvalidQuestionException {
    if (isAny()) {
      return ConnectionSet.ALL;
    }
    ConnectionSet ports = ConnectionSet.NONE;
    for (Entry entry : entries) {
      ports =
          ports.union(
              entry instanceof Numbers numbers ? numbers.ports() : named((Named) entry, to, alike));
    }
    return others ? ports.complement() : ports;
  }

  private static ConnectionSet named(Named asked, Endpoint to, Collection<Pod> alike)
      throws InvalidQuestionException {
    if (!(to instanceof Pod pod)) {
      throw new InvalidQuestionException(
          "\"" + asked.text() + "\": ports have names on pods only; give the number");
    }
    ConnectionSet own = named(asked, pod);
    for (Pod other : own.isEmpty() ? alike : List.<Pod>of()) {
      own = own.union(named(asked, other));
    }
    if (own.isEmpty()) {
      throw new InvalidQuestionException(
          pod.id() + " has no port named \"" + asked.text() + "\"; it has " + declared(pod));
    }
    return own;
  }

  private static String declared(Pod pod) {
    return pod.ports().isEmpty() ? "none" : pod.ports().toString();
  }

  private static ConnectionSet named(Named asked, Pod pod) throws InvalidQuestionException {
    List<ContainerPort> named = new ArrayList<>();
    for (ContainerPort each : pod.ports()) {
      if (each.name().equals(asked.name())
          && (asked.protocol().isEmpty() || each.protocol() == asked.protocol().get())) {
        named.add(each);
      }
    }
    if (named.size() > 1) {
      throw new InvalidQuestionException(
          pod.id()
              + " has several ports named \""
              + asked.text()
              + "\": "
              + named
              + "; give the number");
    }
    return named.isEmpty()
        ? ConnectionSet.NONE
        : ConnectionSet.of(named.get(0).protocol(), named.get(0).number());
  }

  /** The ports as they were written, joined by a comma; {@code any} for {@link #ANY}. */
  @Override
  public String toString() {
    if (isAny()) {
      return ANY_WORD;
    }
    String ports = String.join(", ", entries.stream().map(Entry::text).toList());
    return others ? "any port but " + ports : ports;
  }
}
