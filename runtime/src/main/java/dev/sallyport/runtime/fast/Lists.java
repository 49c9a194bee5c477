package dev.sallyport.runtime.fast;

import dev.sallyport.runtime.objects.FastItem;
import dev.sallyport.runtime.objects.FastList;
import dev.sallyport.runtime.objects.TreeReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Walks through a list of objects in a regular text, of which only a window is in memory. */
final class Lists {
  /** A walk that fails this near to the end of the window may fail for want of text. */
  private static final int NEAR = 2048;

  private static final byte[] ITEMS = {'i', 't', 'e', 'm', 's'};

  private final Window window;
  private final Walk walk;
  private final Pods pods;
  private final TreeReader reader;
  private final JsonTrees trees = new JsonTrees();
  private final List<FastItem> items = new ArrayList<>();
  private long seen;
  private String apiVersion = "";
  private String kind = "";

  private Lists(InputStream in, PodFacts facts, TreeReader reader) throws IOException {
    window = new Window(in);
    byte[] text = window.text();
    walk = text[0] == '{' ? new RegularJson(text) : new RegularYaml(text);
    walk.line = 1;
    pods = new Pods(facts);
    this.reader = reader;
  }

  /**
   * Reads a whole list. {@code O(length)}.
   *
   * @param reader reads the items that are no pods
   * @throws IrregularException if the text is not regular as a whole
   */
  static FastList read(InputStream in, PodFacts facts, TreeReader reader) throws IOException {
    Lists list = new Lists(in, facts, reader);
    list.read();
    if (!list.kind.endsWith("List") || list.apiVersion.isEmpty()) {
      throw new IrregularException();
    }
    return new FastList(list.apiVersion, list.kind, list.items);
  }

  private void read() throws IOException {
    int fields = walk.enterObject(walk.top());
    if (fields == Walk.EMPTY) {
      throw new IrregularException();
    }
    while (true) {
      walk.name(fields);
      if (Bytes.equal(walk.text, walk.from, walk.to, ITEMS)) {
        listField();
        break;
      }
      field(fields);
      if (!walk.moreFields(fields)) {
        throw new IrregularException();
      }
    }
    int level = walk.enterList(fields);
    if (level != Walk.EMPTY) {
      boolean more = true;
      while (more) {
        more = item(level);
      }
    }
    moveWindow(walk.at);
    while (walk.moreFields(fields)) {
      walk.name(fields);
      field(fields);
    }
    walk.end(window.limit());
    if (walk.at != window.limit() || (!window.isAtEnd() && window.fill(walk.at))) {
      throw new IrregularException();
    }
  }

  private int listField() {
    int number = ListFields.LIST.find(walk.text, walk.from, walk.to);
    if ((seen & (1L << number)) != 0) {
      throw new IrregularException();
    }
    seen |= 1L << number;
    return number;
  }

  /** Passes a field of the list other than its items. */
  private void field(int level) {
    int number = listField();
    if (number == ListFields.API_VERSION) {
      apiVersion = walk.text();
    } else if (number == ListFields.KIND) {
      kind = walk.text();
    } else if (number == ListFields.METADATA) {
      metadata(level);
    } else {
      throw new IrregularException();
    }
  }

  private void metadata(int level) {
    long known = 0;
    int fields = walk.enterObject(level);
    for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
      walk.name(fields);
      int number = ListFields.LIST_META.find(walk.text, walk.from, walk.to);
      if ((known & (1L << number)) != 0) {
        throw new IrregularException();
      }
      known |= 1L << number;
      walk.skip(fields);
    }
  }

  /** How an item is read: as a pod, as a tree of any kind, or as text for the full reader. */
  private enum Way {
    POD,
    TREE,
    TEXT
  }

  /** Passes one item; says whether another follows. */
  private boolean item(int level) throws IOException {
    Way way = Way.POD;
    int line = walk.line;
    int start = walk.at;
    while (true) {
      FastItem item = null;
      boolean more = false;
      try {
        walk.item(level);
        item = item(way, level, line);
        more = walk.moreItems(level);
      } catch (IrregularException e) {
        item = null;
      }
      boolean hadAllText = window.isAtEnd() || walk.at <= window.limit() - NEAR;
      if (hadAllText && item != null) {
        items.add(item);
        return more;
      }
      if (hadAllText && way == Way.TEXT) {
        throw new IrregularException();
      }
      if (hadAllText) {
        way = way == Way.POD && walk instanceof RegularJson ? Way.TREE : Way.TEXT;
      } else if (!moveWindow(start) && !window.isAtEnd()) {
        throw new IrregularException(); // larger than any window may be
      } else {
        start = 0;
      }
      walk.at = start;
      walk.line = line;
    }
  }

  private FastItem item(Way way, int level, int line) {
    int from = walk.at;
    if (way == Way.POD) {
      return new FastItem.Pod(pods.read(walk, level, line));
    }
    if (way == Way.TREE && walk instanceof RegularJson json) {
      return reader.read(trees.read(json, level));
    }
    walk.skipItem(level);
    return new FastItem.Other(walk.itemText(from, walk.at), line);
  }

  /** Makes a position the first of the window, and reads on; says whether anything was read. */
  private boolean moveWindow(int from) throws IOException {
    boolean read = window.fill(from);
    walk.at = 0;
    walk.text = window.text();
    return read;
  }
}
