package dev.sallyport.runtime.fast;

import dev.sallyport.runtime.objects.FastItem;
import dev.sallyport.runtime.objects.FastList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Walks through a list of objects in regular JSON, of which only a window is in memory. */
final class JsonLists {
  /** A walk that fails this near to the end of the window fails for want of text. */
  private static final int NEAR = 1024;

  private static final int ITEM_DEPTH = 2;

  private final Window window;
  private final RegularJson json;
  private final JsonPods pods;
  private final List<FastItem> items = new ArrayList<>();
  private long passed;
  private String apiVersion = "";
  private String kind = "";

  private JsonLists(InputStream in, PodFacts facts, int firstLine) throws IOException {
    window = new Window(in);
    json = new RegularJson(window.text());
    json.line = firstLine;
    pods = new JsonPods(facts);
  }

  /** Reads a whole list. {@code O(length)}. */
  static FastList read(InputStream in, PodFacts facts) throws IOException {
    JsonLists list = new JsonLists(in, facts, 1);
    if (list.head()) {
      list.items(Long.MAX_VALUE);
    }
    list.tail();
    return new FastList(list.apiVersion, list.kind, list.items);
  }

  /**
   * Reads a list up to the item that starts at a position.
   *
   * @return the items and the line of that position
   */
  static Part readTo(InputStream in, PodFacts facts, long end) throws IOException {
    JsonLists list = new JsonLists(in, facts, 1);
    if (!list.head() || !list.items(end)) {
      throw IrregularException.INSTANCE;
    }
    return new Part(list.apiVersion, list.kind, list.items, list.json.line);
  }

  /**
   * Reads a list from an item on.
   *
   * @param in the text from that item on
   * @param to the length of the text up to another item, where to stop; {@link Long#MAX_VALUE} to
   *     read to the end
   */
  static Part readFrom(InputStream in, PodFacts facts, long to) throws IOException {
    JsonLists list = new JsonLists(in, facts, 0);
    boolean more = list.items(to);
    if (more != (to != Long.MAX_VALUE)) {
      throw IrregularException.INSTANCE;
    }
    if (!more) {
      list.tail();
    }
    return new Part(list.apiVersion, list.kind, list.items, list.json.line);
  }

  /** A part of a list; the lines of the items, and the lines that it passed, count from its start. */
  record Part(String apiVersion, String kind, List<FastItem> items, int lines) {}

  private long seen;

  /** Passes everything before the first item; says whether there is one. */
  private boolean head() {
    json.enter('{', '}');
    while (true) {
      json.name(1);
      if (Bytes.equal(json.text, json.from, json.to, ITEMS)) {
        listField();
        return json.enter('[', ']');
      }
      field();
      if (!json.more(1, '}')) {
        throw IrregularException.INSTANCE;
      }
    }
  }

  private static final byte[] ITEMS = {'i', 't', 'e', 'm', 's'};

  private int listField() {
    int number = ListFields.LIST.find(json.text, json.from, json.to);
    if ((seen & 1L << number) != 0) {
      throw IrregularException.INSTANCE;
    }
    seen |= 1L << number;
    return number;
  }

  /** Passes a field of the list other than its items. */
  private void field() {
    int number = listField();
    if (number == ListFields.API_VERSION) {
      apiVersion = json.text();
    } else if (number == ListFields.KIND) {
      kind = json.text();
    } else if (number == ListFields.METADATA) {
      metadata();
    } else {
      throw IrregularException.INSTANCE;
    }
  }

  private void metadata() {
    long fields = 0;
    boolean more = json.enter('{', '}');
    while (more) {
      json.name(2);
      int number = ListFields.LIST_META.find(json.text, json.from, json.to);
      if ((fields & 1L << number) != 0) {
        throw IrregularException.INSTANCE;
      }
      fields |= 1L << number;
      json.skip(2);
      more = json.more(2, '}');
    }
  }

  /** Passes items; says whether it stopped before another one, at the position where it should. */
  private boolean items(long end) throws IOException {
    while (true) {
      if (passed + json.at >= end) {
        if (passed + json.at > end) {
          throw IrregularException.INSTANCE;
        }
        return true;
      }
      if (!item()) {
        return false;
      }
    }
  }

  /** Passes one item; says whether another follows. */
  private boolean item() throws IOException {
    boolean fast = true;
    int line = json.line;
    int start = json.at;
    while (true) {
      try {
        json.indent(ITEM_DEPTH);
        int from = json.at;
        if (fast) {
          FastItem pod = new FastItem.Pod(pods.read(json, ITEM_DEPTH, line));
          boolean more = json.more(ITEM_DEPTH, ']');
          items.add(pod);
          return more;
        }
        json.skip(ITEM_DEPTH);
        int to = json.at;
        boolean more = json.more(ITEM_DEPTH, ']');
        items.add(
            new FastItem.Other(
                new String(json.text, from, to - from, StandardCharsets.ISO_8859_1), line));
        return more;
      } catch (IrregularException e) {
        boolean forWantOfText = json.at > window.limit() - NEAR && !window.isAtEnd();
        if (forWantOfText && window.fill(start)) {
          passed += start;
          start = 0;
          json.text = window.text();
        } else if (fast) {
          fast = false;
        } else {
          throw e;
        }
        json.at = start;
        json.line = line;
      }
    }
  }

  /** Passes everything after the items, to the end of the text. */
  private void tail() throws IOException {
    window.fill(json.at);
    passed += json.at;
    json.at = 0;
    json.text = window.text();
    while (json.more(1, '}')) {
      json.name(1);
      field();
    }
    if (json.at < window.limit()) {
      json.passLine();
    }
    if (json.at != window.limit() || !window.isAtEnd() && window.fill(json.at)) {
      throw IrregularException.INSTANCE;
    }
  }
}
