package dev.sallyport.runtime.expect;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.document.Problem;
import dev.sallyport.runtime.input.ObjectInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks expectation files.
 *
 * <pre>{@code
 * TestRun run = new TestRun(List.of("k8s"), "default", Optional.empty());
 * TestResult result = run.check(ExpectationFile.read(Path.of("expectations.yaml")));
 * }</pre>
 */
public final class TestRun {
  private final List<String> inputs;
  private final String namespace;
  private final Optional<PluginProfile> profile;

  /** What was read, by the inputs and settings with which it was. */
  private final Map<List<String>, NetworkPolicies> read = new HashMap<>();

  /**
   * Starts a run.
   *
   * @param inputs what all files are checked against, besides their own inputs
   * @param namespace the namespace of objects that give none, and of workloads named without one in
   *     files that say none
   * @param profile how open questions are decided; empty to let each file say, and leave them open
   *     where it does not
   */
  public TestRun(List<String> inputs, String namespace, Optional<PluginProfile> profile) {
    this.inputs = List.copyOf(inputs);
    this.namespace = namespace;
    this.profile = profile;
  }

  /**
   * Checks a file. Inputs that several files name alike are read once. {@code O(objects + pairs
   * that are asked)}.
   *
   * @throws InvalidExpectationsException if there is nothing to check against, or it can't be read
   */
  public TestResult check(ExpectationFile file) throws InvalidExpectationsException {
    NetworkPolicies policies = policies(file);
    List<Outcome> outcomes = new ArrayList<>();
    for (Expectation expectation : file.expectations()) {
      outcomes.add(policies.check(expectation));
    }
    return new TestResult(file, policies, outcomes);
  }

  private NetworkPolicies policies(ExpectationFile file) throws InvalidExpectationsException {
    if (inputs.isEmpty() && file.inputs().isEmpty()) {
      throw new InvalidExpectationsException(
          List.of(
              Problem.of(
                  file.source(),
                  0,
                  "there is nothing to check against; name manifests or jars under inputs, or with"
                      + " --input")));
    }
    PluginProfile chosen = profile.or(file::plugin).orElse(PluginProfile.STRICT);
    String where = file.namespace().isEmpty() ? namespace : file.namespace();
    List<String> key = new ArrayList<>(List.of(chosen.name(), where));
    key.addAll(inputs);
    for (ExpectationFile.Input input : file.inputs()) {
      key.add(path(file, input));
    }
    NetworkPolicies known = read.get(key);
    if (known == null) {
      known = read(file, where, chosen);
      read.put(key, known);
    }
    return known;
  }

  private NetworkPolicies read(ExpectationFile file, String where, PluginProfile chosen)
      throws InvalidExpectationsException {
    ObjectInputs objects = new ObjectInputs(where);
    for (String input : inputs) {
      try {
        objects.add(input);
      } catch (IOException e) {
        throw InvalidExpectationsException.of(String.valueOf(e.getMessage()));
      }
    }
    List<Problem> problems = new ArrayList<>();
    for (ExpectationFile.Input input : file.inputs()) {
      try {
        objects.add(path(file, input));
      } catch (IOException e) {
        problems.add(Problem.of(file.source(), input.line(), "inputs: " + e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidExpectationsException(problems);
    }
    return NetworkPolicies.of(objects, where, chosen);
  }

  private static String path(ExpectationFile file, ExpectationFile.Input input) {
    return file.folder().resolve(Path.of(input.path())).normalize().toString().replace('\\', '/');
  }
}
