package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.Document;

/** Takes the objects of a cluster. */
public interface ObjectSink {

  /** An object, reduced to what decides connections. */
  void add(Document object);

  /**
   * A policy.
   *
   * @param source how messages name it
   * @param text its text, UTF-8
   */
  void add(String source, byte[] text);
}
