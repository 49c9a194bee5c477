package dev.sallyport.runtime.document;

/**
 * One document of a YAML or JSON stream.
 *
 * @param source the file or stream, as messages name it
 * @param root its value
 */
public record Document(String source, Node root) {}
