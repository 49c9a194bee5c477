package dev.sallyport.runtime.expect;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.Problem;
import dev.sallyport.runtime.document.ScalarType;
import dev.sallyport.runtime.question.AskedPorts;
import dev.sallyport.runtime.question.InvalidQuestionException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the document of an {@link ExpectationFile}; everything that is wrong, at once. */
final class ExpectationReader {
  private static final Set<String> FILE =
      keys("schema", "inputs", "namespace", "plugin", "expectations");
  private static final Set<String> EXPECTATION =
      keys("name", "from", "to", "port", "allowed", "why");
  private static final Set<String> SELECTED = keys("pods", "namespaces", "namespace");

  private final String source;
  private final Path folder;
  private final List<Problem> problems = new ArrayList<>();

  ExpectationReader(String source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  private static Set<String> keys(String... keys) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
  }

  ExpectationFile read(Node root) throws InvalidExpectationsException {
    if (!(root instanceof Node.Mapping mapping)) {
      problems.add(
          Problem.of(
              source, root.line(), StrictMapping.mismatch("an object with expectations", root)));
      throw new InvalidExpectationsException(problems);
    }
    StrictMapping file = new StrictMapping(source, mapping, "", FILE, problems);
    String schema = file.text("schema");
    if (file.has("schema") && !schema.isEmpty() && !schema.equals(ExpectationFile.SCHEMA)) {
      file.problem("schema", "must be " + ExpectationFile.SCHEMA);
    }
    List<ExpectationFile.Input> inputs = inputs(file);
    String namespace = namespace(file);
    Optional<PluginProfile> plugin = plugin(file);
    List<Expectation> expectations = expectations(file);
    if (!problems.isEmpty()) {
      throw new InvalidExpectationsException(problems);
    }
    return new ExpectationFile(source, folder, inputs, namespace, plugin, expectations);
  }

  private static String namespace(StrictMapping file) {
    String namespace = file.text("namespace");
    if (!namespace.isEmpty()) {
      try {
        LabelSyntax.namespace(namespace);
      } catch (InvalidValueException e) {
        file.problem("namespace", String.valueOf(e.getMessage()));
      }
    }
    return namespace;
  }

  private static Optional<PluginProfile> plugin(StrictMapping file) {
    String name = file.text("plugin");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Profiles.named(name));
    } catch (IllegalArgumentException e) {
      file.problem("plugin", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private List<ExpectationFile.Input> inputs(StrictMapping file) {
    List<ExpectationFile.Input> inputs = new ArrayList<>();
    List<Node> items = file.items("inputs");
    for (int i = 0; i < items.size(); i++) {
      String where = "inputs[" + i + "]";
      String path = file.text(where, items.get(i));
      if (path.equals("-") || path.startsWith("git:")) {
        file.problem(
            items.get(i).line(),
            where,
            "only files and folders stand here; name \"" + path + "\" with --input");
        continue;
      }
      try {
        inputs.add(new ExpectationFile.Input(Path.of(path).toString(), items.get(i).line()));
      } catch (InvalidPathException e) {
        file.problem(items.get(i).line(), where, "is no path");
      }
    }
    return inputs;
  }

  private List<Expectation> expectations(StrictMapping file) {
    List<Expectation> expectations = new ArrayList<>();
    List<Node> items = file.items("expectations");
    if (items.isEmpty() && (!file.has("expectations") || isList(file.node("expectations")))) {
      file.problem("expectations", "there is none; a file without expectations tests nothing");
    }
    for (int i = 0; i < items.size(); i++) {
      String path = "expectations[" + i + "]";
      if (items.get(i) instanceof Node.Mapping mapping) {
        expectation(new StrictMapping(source, mapping, path, EXPECTATION, problems))
            .ifPresent(expectations::add);
      } else {
        file.problem(items.get(i).line(), path, StrictMapping.mismatch("an object", items.get(i)));
      }
    }
    return expectations;
  }

  private static boolean isList(@Nullable Node node) {
    return node instanceof Node.Sequence;
  }

  private Optional<Expectation> expectation(StrictMapping item) {
    String name = item.text("name");
    String why = item.text("why");
    Optional<Subject> from = subject(item, "from");
    Optional<Subject> to = subject(item, "to");
    Optional<AskedPorts> ports = ports(item);
    Boolean allowed = item.bool("allowed");
    if (!item.has("allowed")) {
      item.problem("allowed", "is missing; write true or false");
    }
    if (from.isEmpty() || to.isEmpty() || ports.isEmpty() || allowed == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Expectation(name, from.get(), to.get(), ports.get(), allowed, why, item.line()));
  }

  private Optional<Subject> subject(StrictMapping item, String key) {
    Node value = item.node(key);
    if (value == null) {
      item.problem(key, "is missing; name a workload, an address or a CIDR");
      return Optional.empty();
    }
    if (!(value instanceof Node.Mapping mapping)) {
      String name = item.text(key);
      return name.isBlank() ? Optional.empty() : Optional.of(new Subject.Named(name));
    }
    StrictMapping selected = new StrictMapping(source, mapping, item.path(key), SELECTED, problems);
    int before = problems.size();
    String pods = selected.text("pods");
    String namespaces = selected.text("namespaces");
    String namespace = selected.text("namespace");
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(Subject.selected(pods, namespaces, namespace));
    } catch (InvalidQuestionException e) {
      item.problem(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<AskedPorts> ports(StrictMapping item) {
    Node value = item.node("port");
    if (value == null) {
      return Optional.of(AskedPorts.ANY);
    }
    List<Node> nodes = value instanceof Node.Sequence list ? list.items() : List.of(value);
    List<String> texts = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof Node.Scalar scalar
          && (scalar.type() == ScalarType.STRING || scalar.type() == ScalarType.INTEGER)) {
        texts.add(scalar.text());
      } else {
        item.problem(
            node.line(),
            "port",
            StrictMapping.mismatch("a port such as 8080, http, 53/UDP or any", node));
        return Optional.empty();
      }
    }
    try {
      return Optional.of(AskedPorts.parse(texts));
    } catch (InvalidQuestionException e) {
      item.problem("port", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
