package dev.sallyport.reach.proof;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Takes from a sample what can go while it still fails, until nothing more can. */
final class Shrinking {
  /** Looks at so many samples at most. */
  private static final int PATIENCE = 4_000;

  private Shrinking() {}

  static Sample smallest(Sample failing, Predicate<Sample> fails) {
    Sample smallest = failing;
    int tried = 0;
    for (boolean again = true; again; ) {
      again = false;
      for (Sample smaller : smaller(smallest)) {
        if (++tried > PATIENCE) {
          return smallest;
        }
        if (fails.test(smaller)) {
          smallest = smaller;
          again = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static List<Sample> smaller(Sample sample) {
    List<Sample> result = new ArrayList<>();
    if (!sample.before().equals(sample.after())) {
      result.add(new Sample(sample.before(), sample.before(), sample.profile()));
      result.add(new Sample(sample.after(), sample.after(), sample.profile()));
      for (Snapshot after : smaller(sample.after())) {
        result.add(new Sample(sample.before(), after, sample.profile()));
      }
      for (Snapshot before : smaller(sample.before())) {
        result.add(new Sample(before, sample.after(), sample.profile()));
      }
    } else {
      for (Snapshot smaller : smaller(sample.before())) {
        result.add(new Sample(smaller, smaller, sample.profile()));
      }
    }
    for (PluginChoice choice : PluginChoice.values()) {
      if (sample.profile().decide(choice) != Decision.NO) {
        result.add(
            new Sample(
                sample.before(), sample.after(), sample.profile().with(choice, Decision.NO)));
      }
    }
    return result;
  }

  private static List<Snapshot> smaller(Snapshot s) {
    List<Snapshot> result = new ArrayList<>();
    for (var pods : without(s.pods(), 0)) {
      result.add(new Snapshot(s.namespaces(), pods, s.policies(), s.clusterPolicies()));
    }
    for (var policies : without(s.policies(), 0)) {
      result.add(new Snapshot(s.namespaces(), s.pods(), policies, s.clusterPolicies()));
    }
    for (var clusterPolicies : without(s.clusterPolicies(), 0)) {
      result.add(new Snapshot(s.namespaces(), s.pods(), s.policies(), clusterPolicies));
    }
    for (var namespaces : without(s.namespaces(), 0)) {
      Snapshot smaller = new Snapshot(namespaces, s.pods(), s.policies(), s.clusterPolicies());
      if (!smaller.equals(s) && smaller.namespaces().size() < s.namespaces().size()) {
        result.add(smaller);
      }
    }
    for (var policies : replaced(s.policies(), Shrinking::smaller)) {
      result.add(new Snapshot(s.namespaces(), s.pods(), policies, s.clusterPolicies()));
    }
    for (var clusterPolicies : replaced(s.clusterPolicies(), Shrinking::smaller)) {
      result.add(new Snapshot(s.namespaces(), s.pods(), s.policies(), clusterPolicies));
    }
    for (var pods : replaced(s.pods(), Shrinking::smaller)) {
      result.add(new Snapshot(s.namespaces(), pods, s.policies(), s.clusterPolicies()));
    }
    return result;
  }

  private static List<Pod> smaller(Pod p) {
    List<Pod> result = new ArrayList<>();
    for (String key : p.labels().keySet()) {
      Map<String, String> fewer = new TreeMap<>(p.labels());
      fewer.remove(key);
      result.add(
          new Pod(
              p.namespace(),
              p.name(),
              fewer,
              p.ports(),
              p.addresses(),
              p.hostNetwork(),
              p.phase()));
    }
    for (var ports : without(p.ports(), 0)) {
      result.add(
          new Pod(
              p.namespace(),
              p.name(),
              p.labels(),
              ports,
              p.addresses(),
              p.hostNetwork(),
              p.phase()));
    }
    for (var addresses : without(p.addresses(), 0)) {
      result.add(
          new Pod(
              p.namespace(),
              p.name(),
              p.labels(),
              p.ports(),
              addresses,
              p.hostNetwork(),
              p.phase()));
    }
    if (p.hostNetwork() || p.phase() != Phase.LIVE) {
      result.add(
          new Pod(
              p.namespace(), p.name(), p.labels(), p.ports(), p.addresses(), false, Phase.LIVE));
    }
    return result;
  }

  private static List<Policy> smaller(Policy p) {
    List<Policy> result = new ArrayList<>();
    for (Selector pods : smaller(p.pods())) {
      result.add(with(p, pods, p.directions(), p.ingress(), p.egress()));
    }
    for (Direction direction : p.directions()) {
      Set<Direction> fewer = EnumSet.copyOf(p.directions());
      fewer.remove(direction);
      result.add(with(p, p.pods(), fewer, p.ingress(), p.egress()));
    }
    for (var rules : smallerRules(p.ingress())) {
      result.add(with(p, p.pods(), p.directions(), rules, p.egress()));
    }
    for (var rules : smallerRules(p.egress())) {
      result.add(with(p, p.pods(), p.directions(), p.ingress(), rules));
    }
    return result;
  }

  private static Policy with(
      Policy p, Selector pods, Set<Direction> directions, List<Rule> ingress, List<Rule> egress) {
    return new Policy(p.namespace(), p.name(), pods, directions, ingress, egress, p.origin());
  }

  private static List<List<Rule>> smallerRules(List<Rule> rules) {
    List<List<Rule>> result = new ArrayList<>(without(rules, 0));
    result.addAll(
        replaced(
            rules,
            rule -> {
              List<Rule> smaller = new ArrayList<>();
              without(rule.peers(), 1)
                  .forEach(peers -> smaller.add(new Rule(peers, rule.ports(), List.of())));
              without(rule.ports(), 1)
                  .forEach(ports -> smaller.add(new Rule(rule.peers(), ports, List.of())));
              return smaller;
            }));
    return result;
  }

  private static List<ClusterPolicy> smaller(ClusterPolicy p) {
    List<ClusterPolicy> result = new ArrayList<>();
    for (var rules : smallerClusterRules(p.ingress())) {
      result.add(with(p, p.namespaces(), p.pods(), rules, p.egress()));
    }
    for (var rules : smallerClusterRules(p.egress())) {
      result.add(with(p, p.namespaces(), p.pods(), p.ingress(), rules));
    }
    for (Selector pods : smaller(p.pods())) {
      result.add(with(p, p.namespaces(), pods, p.ingress(), p.egress()));
    }
    for (Selector namespaces : smaller(p.namespaces())) {
      result.add(with(p, namespaces, p.pods(), p.ingress(), p.egress()));
    }
    return result;
  }

  private static ClusterPolicy with(
      ClusterPolicy p,
      Selector namespaces,
      Selector pods,
      List<ClusterRule> ingress,
      List<ClusterRule> egress) {
    return new ClusterPolicy(
        p.name(), p.tier(), p.priority(), namespaces, pods, ingress, egress, p.origin());
  }

  private static List<List<ClusterRule>> smallerClusterRules(List<ClusterRule> rules) {
    List<List<ClusterRule>> result = new ArrayList<>(without(rules, 0));
    result.addAll(
        replaced(
            rules,
            r -> {
              List<ClusterRule> smaller = new ArrayList<>();
              without(r.peers(), 1)
                  .forEach(
                      peers ->
                          smaller.add(
                              new ClusterRule(r.name(), r.action(), peers, r.ports(), List.of())));
              without(r.ports(), 1)
                  .forEach(
                      ports ->
                          smaller.add(
                              new ClusterRule(r.name(), r.action(), r.peers(), ports, List.of())));
              return smaller;
            }));
    return result;
  }

  private static List<Selector> smaller(Selector selector) {
    List<Selector> result = new ArrayList<>();
    if (!selector.isEverything()) {
      result.add(Selector.EVERYTHING);
      for (String key : selector.matchLabels().keySet()) {
        Map<String, String> fewer = new TreeMap<>(selector.matchLabels());
        fewer.remove(key);
        result.add(new Selector(fewer, selector.matchExpressions()));
      }
      for (List<Requirement> fewer : without(selector.matchExpressions(), 0)) {
        result.add(new Selector(selector.matchLabels(), fewer));
      }
    }
    return result;
  }

  /** The list without large parts of it, then smaller ones, while {@code least} are left. */
  private static <T> List<List<T>> without(List<T> all, int least) {
    List<List<T>> result = new ArrayList<>();
    for (int part = Math.max(1, all.size() / 2); ; part /= 2) {
      for (int from = 0; from < all.size(); from += part) {
        int end = Math.min(all.size(), from + part);
        if (all.size() - (end - from) >= least) {
          List<T> fewer = new ArrayList<>(all.subList(0, from));
          fewer.addAll(all.subList(end, all.size()));
          result.add(fewer);
        }
      }
      if (part <= 1) {
        return result;
      }
    }
  }

  /** The list with one entry replaced in every way that the function gives. */
  private static <T> List<List<T>> replaced(List<T> all, Function<T, List<T>> by) {
    List<List<T>> result = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (T one : by.apply(all.get(i))) {
        List<T> other = new ArrayList<>(all);
        other.set(i, one);
        result.add(other);
      }
    }
    return result;
  }
}
