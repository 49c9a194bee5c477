package dev.sallyport.processor;

import dev.sallyport.check.Findings;
import dev.sallyport.check.StatementCheck;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.processor.read.StatementReader;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;

/**
 * Checks rules as far as they depend on no workload: those of annotation types, which belong to
 * whoever bears them, and those of which nobody knows whose they are. Loaded only where there are
 * some.
 */
final class UnboundRules {
  private UnboundRules() {}

  /**
   * Checks the rules that annotation types carry. Each stands at its own place; only those out of a
   * jar stand at the annotation that carries them.
   *
   * @param last whether nothing more will come to be known
   * @return the types of which something is not known (yet)
   */
  static List<Element> ofTypes(StatementReader reader, Findings findings, boolean last) {
    // Which target shall say a rule is for those to choose who bear it.
    StatementCheck check = StatementCheck.forAnyTarget(findings);
    List<Element> incomplete = new ArrayList<>();
    for (Element type : reader.composed()) {
      if (!check(type, true, reader, check, last)) {
        incomplete.add(type);
      }
    }
    for (Element type : reader.composed()) {
      check(type, false, reader, check, last);
    }
    return incomplete;
  }

  /** Checks the rules of an element, all of them. */
  static void check(Element element, StatementReader reader, StatementCheck check) {
    check(element, false, reader, check, true);
  }

  /**
   * Checks the rules of an element.
   *
   * @param own whether only those that stand there, without those that annotations carry
   * @param last whether to check them although something of them is not known: an error in an early
   *     round would end the processors that may make it
   * @return whether all of them could be made out
   */
  private static boolean check(
      Element element, boolean own, StatementReader reader, StatementCheck check, boolean last) {
    List<RuleDeclaration> rules = new ArrayList<>();
    List<InvariantDeclaration> invariants = new ArrayList<>();
    boolean complete = reader.readUnbound(element, own, rules, invariants);
    if (complete || last) {
      check.checkUnbound(rules, invariants);
    }
    return complete;
  }
}
