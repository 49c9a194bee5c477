package dev.sallyport.processor;

import dev.sallyport.check.CheckedStatement;
import dev.sallyport.check.World;
import dev.sallyport.declaration.Statement;
import dev.sallyport.processor.read.ContractReader;
import dev.sallyport.processor.read.StatementReader;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * What the annotated elements of one round say. Both processors need it, and nothing is read twice:
 * the one that is called first offers it, the other takes it if it is of the very same round.
 *
 * <p>The compiler makes the two processors, so they meet in a static field. It is weak, because a
 * build tool keeps this class longer than a compilation; who offers a reading keeps it alive. Where
 * several compilations run at once, or a build tool gives each processor a round of its own, the
 * second reads for itself, with the same result.
 */
final class RoundReading {
  private static final WeakReference<@Nullable RoundReading> NOTHING = new WeakReference<>(null);

  private static volatile WeakReference<@Nullable RoundReading> latest = NOTHING;

  private final RoundEnvironment round;
  private final ContractReader contracts;
  private final StatementReader reader;
  private final List<Element> elements;
  private final List<Statement> statements;
  private @Nullable World world;

  private RoundReading(
      RoundEnvironment round,
      ContractReader contracts,
      StatementReader reader,
      List<Element> elements) {
    this.round = round;
    this.contracts = contracts;
    this.reader = reader;
    this.elements = elements;
    for (Element element : elements) {
      reader.read(element);
    }
    statements = reader.statements();
  }

  /**
   * Reads the annotated elements of a round.
   *
   * @param annotations the annotation types that occur in this round
   * @param deferred names of top-level classes and packages of earlier rounds, to be read too
   */
  static RoundReading read(
      Set<? extends TypeElement> annotations,
      RoundEnvironment round,
      Set<String> deferred,
      Elements elements) {
    ContractReader contracts = new ContractReader();
    StatementReader reader = new StatementReader(contracts);
    List<Element> found = RoundElements.find(annotations, round, reader, deferred, elements);
    return new RoundReading(round, contracts, reader, found);
  }

  /** The same, taken from the other processor if it has read just that. */
  static RoundReading take(
      Set<? extends TypeElement> annotations,
      RoundEnvironment round,
      Set<String> deferred,
      Elements elements) {
    RoundReading offered = latest.get();
    return offered != null && offered.round == round && deferred.isEmpty()
        ? offered
        : read(annotations, round, deferred, elements);
  }

  /** Lets the other processor take this one, as long as the caller keeps it. */
  void offer() {
    latest = new WeakReference<>(this);
  }

  /** Ends the offer; the round is over. */
  void withdraw() {
    if (latest.get() == this) {
      latest = NOTHING;
    }
  }

  /** This reading together with classes and packages of earlier rounds, which come first. */
  RoundReading with(Set<String> earlier, Elements known) {
    StatementReader together = new StatementReader(contracts);
    List<Element> all =
        new ArrayList<>(RoundElements.find(Set.of(), round, together, earlier, known));
    all.addAll(elements);
    return new RoundReading(round, contracts, together, all);
  }

  /** The elements, in the order of {@link RoundElements}. */
  List<Element> elements() {
    return elements;
  }

  /** What was read of contracts. */
  ContractReader contracts() {
    return contracts;
  }

  /** What was read of rules. */
  StatementReader reader() {
    return reader;
  }

  /** The statements: always the same objects. */
  List<Statement> statements() {
    return statements;
  }

  /** Remembers that the statements were checked in this world, for plain NetworkPolicies. */
  void checkedIn(World world) {
    this.world = world;
  }

  /** What a statement means, if it was checked already and there is nothing to report about it. */
  Optional<CheckedStatement> faultless(Statement statement) {
    return world == null ? Optional.empty() : world.faultless(statement);
  }
}
