package dev.sallyport.runtime.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML documents from the events of SnakeYAML Engine. */
final class YamlDocuments {
  /** How large a document may grow by its aliases, in nodes. */
  private static final long MAX_NODES_BY_ALIAS = 1_000_000;

  private static final String STRING_TAG = "tag:yaml.org,2002:str";

  private final java.util.Iterator<Event> events;
  private final int firstLine;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private long nodesByAlias;
  private long nodes;

  /** A node that aliases may repeat, and its size in nodes. */
  private record Anchored(Node node, long nodes) {}

  /** The text is YAML, but more of it than is reasonable. */
  private static final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    TooMuchException(int line, String message) {
      super(message);
      this.line = line;
    }
  }

  private YamlDocuments(java.util.Iterator<Event> events, int firstLine) {
    this.events = events;
    this.firstLine = firstLine;
  }

  static void read(
      String source, String text, int firstLine, List<Document> documents, List<Problem> problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setLabel(source)
            .build();
    try {
      YamlDocuments reader =
          new YamlDocuments(new Parse(settings).parseString(text).iterator(), firstLine);
      while (reader.events.hasNext()) {
        if (reader.events.next() instanceof DocumentStartEvent) {
          reader.document(source, documents);
        }
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + firstLine;
      problems.add(Problem.of(source, line, "not valid YAML: " + message(e)));
    } catch (YamlEngineException e) {
      problems.add(Problem.of(source, firstLine, "not valid YAML: " + e.getMessage()));
    } catch (TooMuchException e) {
      problems.add(Problem.of(source, e.line, String.valueOf(e.getMessage())));
    }
  }

  private static String message(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    return e.getContext() == null || e.getContext().isEmpty()
        ? problem
        : problem + " (" + e.getContext() + ")";
  }

  private void document(String source, List<Document> documents) {
    anchors.clear();
    nodesByAlias = 0;
    Node root = node(events.next(), 0);
    if (!(root instanceof Node.Scalar scalar && scalar.type() == ScalarType.NULL)) {
      documents.add(new Document(source, root));
    }
  }

  private Node node(Event event, int depth) {
    int line = line(event);
    if (depth > DocumentReader.MAX_DEPTH) {
      throw new TooMuchException(
          line, "values nest deeper than " + DocumentReader.MAX_DEPTH + " levels");
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias, line);
    }
    long before = nodes++;
    Node node;
    if (event instanceof ScalarEvent scalar) {
      node = new Node.Scalar(line, type(scalar), scalar.getValue());
    } else if (event instanceof MappingStartEvent) {
      node = mapping(line, depth);
    } else if (event instanceof SequenceStartEvent) {
      node = sequence(line, depth);
    } else {
      throw new IllegalStateException("no value starts with " + event);
    }
    if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
      anchors.put(anchored.getAnchor().get(), new Anchored(node, nodes - before));
    }
    return node;
  }

  private Node alias(AliasEvent alias, int line) {
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw new TooMuchException(
          line, "the alias *" + alias.getAlias() + " stands for nothing, or for what holds it");
    }
    nodes += anchored.nodes();
    nodesByAlias += anchored.nodes();
    if (nodesByAlias > MAX_NODES_BY_ALIAS) {
      throw new TooMuchException(
          line, "aliases repeat more than " + MAX_NODES_BY_ALIAS + " values; write less");
    }
    return anchored.node();
  }

  private Node mapping(int line, int depth) {
    List<Node.Field> fields = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      int keyLine = line(event);
      Node key = node(event, depth + 1);
      Node value = node(events.next(), depth + 1);
      if (!(key instanceof Node.Scalar scalar)) {
        throw new TooMuchException(keyLine, "a key must be a plain word, not a list or mapping");
      }
      fields.add(new Node.Field(scalar.text(), keyLine, value));
    }
    return new Node.Mapping(line, fields);
  }

  private Node sequence(int line, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new Node.Sequence(line, items);
  }

  private int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + firstLine;
  }

  private static ScalarType type(ScalarEvent scalar) {
    if (scalar.getTag().isPresent()) {
      String tag = scalar.getTag().get();
      if (tag.equals(STRING_TAG) || tag.equals("!")) {
        return ScalarType.STRING;
      }
      return tag.startsWith("tag:yaml.org,2002:")
          ? ScalarType.ofPlain(scalar.getValue())
          : ScalarType.AMBIGUOUS;
    }
    return scalar.isPlain() ? ScalarType.ofPlain(scalar.getValue()) : ScalarType.STRING;
  }
}
