package dev.sallyport.runtime.question;

import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.reach.Verdict;
import dev.sallyport.runtime.terminal.Ink;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a question. Without a port, a connection is allowed if any is.
 *
 * @param question the question
 * @param verdict allowed, denied, or dependent on the plugin
 * @param always what is possible with every plugin that the profile admits
 * @param sometimes what is possible with some of them
 * @param explanation why: for the port asked for, or for one that shows the verdict
 */
public record Answer(
    Question question,
    Verdict verdict,
    ConnectionSet always,
    ConnectionSet sometimes,
    Explanation explanation) {

  /**
   * Answers a question. Where both ends are one workload, it is about two of its pods.
   *
   * @param profile how questions are decided that the API leaves open
   */
  public static Answer of(Question question, Snapshot snapshot, PluginProfile profile) {
    PluginProfile decided =
        question.from() instanceof Pod && question.from().equals(question.to())
            ? profile.with(PluginChoice.POD_REACHES_ITSELF, Decision.NO)
            : profile;
    Reachability reachability = Reachability.of(snapshot, decided);
    ConnectionSet always = reachability.connections(question.from(), question.to());
    ConnectionSet sometimes = reachability.pluginDependent(question.from(), question.to());
    ConnectionSet.Range port =
        question.port().orElseGet(() -> telling(question, always, sometimes));
    Explanation explanation =
        reachability.explain(question.from(), question.to(), port.protocol(), port.first());
    return new Answer(question, explanation.verdict(), always, sometimes, explanation);
  }

  /** A port on which the verdict for all ports shows: an open one, else one that is declared. */
  private static ConnectionSet.Range telling(
      Question question, ConnectionSet always, ConnectionSet sometimes) {
    List<ConnectionSet.Range> open = (always.isEmpty() ? sometimes : always).ranges();
    if (!open.isEmpty()) {
      return new ConnectionSet.Range(
          open.get(0).protocol(), open.get(0).first(), open.get(0).first());
    }
    Optional<ConnectionSet.Range> declared =
        question.to() instanceof Pod pod
            ? pod.ports().stream()
                .findFirst()
                .map(p -> new ConnectionSet.Range(p.protocol(), p.number(), p.number()))
            : Optional.empty();
    return declared.orElse(new ConnectionSet.Range(dev.sallyport.Protocol.TCP, 1, 1));
  }

  /** {@code allowed}, {@code denied} or {@code depends}. */
  public String word() {
    return verdict == Verdict.ALLOWED
        ? "allowed"
        : verdict == Verdict.DENIED ? "denied" : "depends";
  }

  /** The verdict in words, on one line. */
  public String text() {
    return text(Ink.PLAIN);
  }

  /** The same in colours. */
  public String text(Ink ink) {
    String text =
        verdict instanceof Verdict.PluginDependent dependent
            ? ink.doubtful("depends on the plugin") + ": " + dependent.reason()
            : verdict == Verdict.ALLOWED ? ink.good(word()) : ink.bad(word());
    if (question.port().isPresent()) {
      return text;
    }
    return text
        + (always.isEmpty() ? "" : " on " + always)
        + (sometimes.isEmpty() ? "" : "; some plugins: " + sometimes);
  }
}
