package dev.sallyport.runtime.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a text of any number of YAML or JSON documents. A document that is broken does not hide the
 * others: the text is first cut at the lines that start with {@code ---}, which can only be
 * document markers, and each piece is read on its own; a piece that starts with <code>{</code> is
 * JSON, as for kubectl.
 *
 * <p>Source: YAML 1.2.2 section 9.1.4 ({@code c-forbidden}).
 */
public final class DocumentReader {
  /** How deep values may nest; Kubernetes objects stay far below. */
  static final int MAX_DEPTH = 100;

  private DocumentReader() {}

  /**
   * Reads a text. {@code O(length)}.
   *
   * @param source how messages name it
   * @param text UTF-8
   */
  public static Documents read(String source, byte[] text) {
    String decoded;
    try {
      decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      return new Documents(
          List.of(),
          List.of(Problem.of(source, 0, "the text is not UTF-8; nothing of it was read")));
    }
    return read(source, decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded, 1);
  }

  /**
   * Reads a text that stands somewhere in a file.
   *
   * @param firstLine the line of the file on which the text starts, from 1
   */
  public static Documents read(String source, String text, int firstLine) {
    List<Document> documents = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int start = 0;
    int line = firstLine;
    while (start < text.length()) {
      int end = nextMarker(text, start);
      while (isPrefaceOnly(text, start, end) && end < text.length()) {
        end = nextMarker(text, end);
      }
      String piece = start == 0 && end == text.length() ? text : text.substring(start, end);
      if (isJson(piece)) {
        JsonDocuments.read(source, piece, line, documents, problems);
      } else {
        YamlDocuments.read(source, piece, line, documents, problems);
      }
      for (int i = text.indexOf('\n', start); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
        line++;
      }
      start = end;
    }
    return new Documents(documents, problems);
  }

  private static boolean isJson(String piece) {
    int at = 0;
    if (piece.startsWith("---")) {
      at = 3;
    }
    while (at < piece.length() && " \t\r\n".indexOf(piece.charAt(at)) >= 0) {
      at++;
    }
    return at < piece.length() && (piece.charAt(at) == '{' || piece.charAt(at) == '[');
  }

  /** The index of the next line after {@code from} that starts with a document marker. */
  private static int nextMarker(String text, int from) {
    int at = from;
    while (true) {
      at = text.indexOf("\n---", at);
      if (at < 0) {
        return text.length();
      }
      int after = at + 4;
      if (after == text.length() || " \t\r\n".indexOf(text.charAt(after)) >= 0) {
        return at + 1;
      }
      at = after;
    }
  }

  /**
   * Whether a piece has directives, which belong to the document that follows, and nothing else.
   */
  private static boolean isPrefaceOnly(String text, int start, int end) {
    boolean directive = false;
    int at = start;
    while (at < end) {
      int next = text.indexOf('\n', at);
      next = next < 0 || next > end ? end : next;
      String line = text.substring(at, next).strip();
      if (!line.isEmpty() && line.charAt(0) == '%') {
        directive = true;
      } else if (!line.isEmpty() && line.charAt(0) != '#') {
        return false;
      }
      at = next + 1;
    }
    return directive;
  }
}
