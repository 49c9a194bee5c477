package dev.sallyport.runtime.document;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON values that follow one another (RFC 8259), by Jackson's streaming parser. */
final class JsonDocuments {
  private final JsonParser parser;
  private final int firstLine;

  private JsonDocuments(JsonParser parser, int firstLine) {
    this.parser = parser;
    this.firstLine = firstLine;
  }

  static void read(
      String source, String text, int firstLine, List<Document> documents, List<Problem> problems) {
    String json = text.startsWith("---") ? "   " + text.substring(3) : text;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      JsonDocuments reader = new JsonDocuments(parser, firstLine);
      try {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          documents.add(new Document(source, reader.value(token, 0)));
        }
      } catch (StreamReadException | StreamConstraintsException e) {
        problems.add(
            Problem.of(
                source,
                reader.line(),
                "not valid JSON, and not read from the value on in which this stands: "
                    + e.getOriginalMessage()));
      }
    }
  }

  private int line() {
    return parser.currentLocation().getLineNr() + firstLine - 1;
  }

  private int tokenLine() {
    return parser.currentTokenLocation().getLineNr() + firstLine - 1;
  }

  private Node value(JsonToken token, int depth) {
    if (depth > DocumentReader.MAX_DEPTH) {
      throw new StreamConstraintsException(
          "values nest deeper than " + DocumentReader.MAX_DEPTH + " levels");
    }
    int line = tokenLine();
    return switch (token) {
      case START_OBJECT -> mapping(line, depth);
      case START_ARRAY -> sequence(line, depth);
      case VALUE_STRING -> new Node.Scalar(line, ScalarType.STRING, parser.getString());
      case VALUE_NUMBER_INT -> new Node.Scalar(line, ScalarType.INTEGER, parser.getString());
      case VALUE_NUMBER_FLOAT -> new Node.Scalar(line, ScalarType.DECIMAL, parser.getString());
      case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(line, ScalarType.BOOLEAN, parser.getString());
      case VALUE_NULL -> new Node.Scalar(line, ScalarType.NULL, "");
      default -> throw new StreamReadException(parser, "unexpected " + token);
    };
  }

  private Node mapping(int line, int depth) {
    List<Node.Field> fields = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int keyLine = tokenLine();
      fields.add(new Node.Field(name, keyLine, value(parser.nextToken(), depth + 1)));
    }
    return new Node.Mapping(line, fields);
  }

  private Node sequence(int line, int depth) {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token, depth + 1));
    }
    return new Node.Sequence(line, items);
  }
}
