package dev.sallyport.runtime.bundle;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.EgressTo;
import dev.sallyport.External;
import dev.sallyport.Namespace;
import dev.sallyport.NeverReachableFrom;
import dev.sallyport.NeverReaches;
import dev.sallyport.PartOf;
import dev.sallyport.Workload;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds classes that carry Sallyport's annotations, by their constant pools: one that holds the
 * descriptor of an annotation and the name of the attribute for annotations of {@code CLASS}
 * retention.
 *
 * <p>Source: Java Virtual Machine Specification, sections 4.4 and 4.7.17.
 */
final class AnnotatedClasses implements EntryVisitor {
  private static final int MAGIC = 0xcafebabe;
  private static final int MAX_CLASS = 16 << 20;
  private static final int SHOWN = 3;
  private static final String ATTRIBUTE = "RuntimeInvisibleAnnotations";
  private static final String ENDING = ".class";

  private static final Set<String> DESCRIPTORS =
      Stream.of(
              AllowsIngressFrom.class,
              AllowsIngressFrom.All.class,
              EgressTo.class,
              EgressTo.All.class,
              External.class,
              Namespace.class,
              NeverReachableFrom.class,
              NeverReaches.class,
              PartOf.class,
              Workload.class)
          .map(Class::descriptorString)
          .collect(Collectors.toUnmodifiableSet());

  private final Set<String> classes = new TreeSet<>();

  /** What was found in an input. */
  EmptyInput in(Source input) {
    return new EmptyInput(input, classes.stream().limit(SHOWN).toList(), classes.size());
  }

  @Override
  public boolean wants(String name) {
    return name.endsWith(ENDING);
  }

  @Override
  public void file(Source where, String name, long size, InputStream content)
      throws BundleException {
    try {
      byte[] bytes = content.readNBytes(MAX_CLASS);
      annotated(new DataInputStream(new ByteArrayInputStream(bytes)), name).ifPresent(classes::add);
    } catch (IOException e) {
      throw RefusedException.asRefusal(where, e);
    }
  }

  /** The name of the class, if it is annotated. */
  private static Optional<String> annotated(DataInputStream in, String file) {
    boolean descriptor = false;
    boolean attribute = false;
    try {
      if (in.readInt() != MAGIC) {
        return Optional.empty();
      }
      in.readInt();
      int constants = in.readUnsignedShort();
      for (int i = 1; i < constants && !(descriptor && attribute); i++) {
        int tag = in.readUnsignedByte();
        if (tag == 1) {
          String text = in.readUTF();
          descriptor |= DESCRIPTORS.contains(text);
          attribute |= text.equals(ATTRIBUTE);
        } else {
          in.skipNBytes(length(tag));
          // A long or double takes two places.
          i += tag == 5 || tag == 6 ? 1 : 0;
        }
      }
    } catch (IOException e) {
      // What the virtual machine couldn't load either carries no annotation.
      return Optional.empty();
    }
    return descriptor && attribute ? Optional.of(className(file)) : Optional.empty();
  }

  private static int length(int tag) throws IOException {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      default -> throw new IOException("no constant has the tag " + tag);
    };
  }

  private static String className(String file) {
    String name = file.substring(0, file.length() - ENDING.length());
    for (String root : List.of("BOOT-INF/classes/", "WEB-INF/classes/")) {
      if (name.startsWith(root)) {
        name = name.substring(root.length());
      }
    }
    return name.replace('/', '.');
  }
}
