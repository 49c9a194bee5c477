package dev.sallyport.runtime.objects;


/** One object of a list. */
public sealed interface FastItem {

  /**
   * A pod that could be read fast.
   *
   * @param pod the pod
   */
  record Pod(FoundWorkload pod) implements FastItem {}

  /**
   * An object for the full reader: of another kind, or with something out of the ordinary.
   *
   * @param text its text
   * @param line the line of the list on which it starts, from 1
   */
  record Other(String text, int line) implements FastItem {}
}
