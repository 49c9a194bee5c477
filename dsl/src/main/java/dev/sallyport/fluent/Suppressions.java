package dev.sallyport.fluent;

import dev.sallyport.check.FindingCode;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What statements silence, by the places of which their findings speak. Two places that read alike
 * may be those of two speakers, so it is the very object that counts; lives for one call.
 */
final class Suppressions {
  private final Map<FindingCode, Set<Place>> places = new EnumMap<>(FindingCode.class);

  /** Silences what a statement says to. */
  void add(WorkloadStatement said) {
    for (FindingCode code : said.suppressed()) {
      Set<Place> silent = places.get(code);
      if (silent == null) {
        silent = Collections.newSetFromMap(new IdentityHashMap<>());
        places.put(code, silent);
      }
      statement(said.declaration(), silent);
    }
  }

  /** Whether a finding is silenced at a place. */
  boolean contains(FindingCode code, Place place) {
    Set<Place> silent = places.get(code);
    return silent != null && silent.contains(place);
  }

  private static void statement(Statement statement, Set<Place> silent) {
    silent.add(statement.place());
    contract(statement.workload(), silent);
    for (RuleDeclaration rule : statement.rules()) {
      silent.add(rule.place());
      references(rule.peers(), silent);
      texts(rule.ports(), silent);
      texts(rule.except(), silent);
    }
    for (InvariantDeclaration invariant : statement.invariants()) {
      silent.add(invariant.place());
      references(invariant.peers(), silent);
    }
  }

  private static void contract(WorkloadDeclaration contract, Set<Place> silent) {
    silent.add(contract.place());
    silent.add(contract.name().place());
    silent.add(contract.selector().place());
    texts(contract.labels(), silent);
    for (PortDeclaration port : contract.ports()) {
      silent.add(port.place());
      silent.add(port.name().place());
    }
  }

  private static void references(List<Reference> references, Set<Place> silent) {
    for (Reference reference : references) {
      silent.add(reference.place());
    }
  }

  private static void texts(List<Text> texts, Set<Place> silent) {
    for (Text text : texts) {
      silent.add(text.place());
    }
  }
}
