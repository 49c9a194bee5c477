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
   * @return the types of which something is not known (yet)
   */
  static List<Element> ofTypes(StatementReader reader, Findings findings) {
    // Which target shall say a rule is for those to choose who bear it.
    StatementCheck check = StatementCheck.forAnyTarget(findings);
    List<Element> incomplete = new ArrayList<>();
    for (Element type : reader.composed()) {
      if (!check(type, true, reader, check)) {
        incomplete.add(type);
      }
    }
    for (Element type : reader.composed()) {
      check(type, false, reader, check);
    }
    return incomplete;
  }

  /**
   * Checks the rules of an element.
   *
   * @param own whether only those that stand there, without those that annotations carry
   * @return whether all of them could be made out
   */
  static boolean check(Element element, boolean own, StatementReader reader, StatementCheck check) {
    List<RuleDeclaration> rules = new ArrayList<>();
    List<InvariantDeclaration> invariants = new ArrayList<>();
    boolean complete = reader.readUnbound(element, own, rules, invariants);
    check.checkUnbound(rules, invariants);
    return complete;
  }
}
