package dev.sallyport.runtime.objects;

import dev.sallyport.runtime.document.Node;

/** One object of a list. */
public sealed interface FastItem {

  /**
   * A pod that could be read fast.
   *
   * @param pod the pod
   */
  record Pod(FoundWorkload pod) implements FastItem {}

  /**
   * An object that says what it is.
   *
   * @param found what is in it
   */
  record Known(Found found) implements FastItem {}

  /**
   * A tree that does not say what it is, as in a PodList.
   *
   * @param root with the lines of the list
   */
  record Tree(Node root) implements FastItem {}

  /**
   * An object for the full reader, with something out of the ordinary.
   *
   * @param text its text
   * @param line the line of the list on which it starts, from 1
   */
  record Other(String text, int line) implements FastItem {}
}
