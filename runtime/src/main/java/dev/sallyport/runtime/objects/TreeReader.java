package dev.sallyport.runtime.objects;

import dev.sallyport.runtime.document.Node;

/** Reads the tree of one item of a list, so that the tree need not be kept. */
public interface TreeReader {

  /**
   * What the tree says; the tree itself if what it is depends on the list.
   *
   * @param root an item, with the lines of the list
   */
  FastItem read(Node root);
}
