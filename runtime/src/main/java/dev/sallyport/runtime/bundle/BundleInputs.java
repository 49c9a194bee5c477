package dev.sallyport.runtime.bundle;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files below {@code META-INF/sallyport} of several inputs, and why others have none.
 *
 * @param empty the inputs in which there was nothing, in the order of the inputs
 * @param notes what was left aside and why, as sentences
 */
record BundleInputs(List<EmptyInput> empty, List<String> notes) {

  /** Takes the files, one after the other. */
  interface Taker {
    /**
     * Takes a file.
     *
     * @param path what stands behind {@code META-INF/sallyport/}
     * @param size how long it says it is, in bytes; it is not believed
     */
    void take(Source where, String path, long size, InputStream content) throws BundleException;
  }

  /**
   * Shows all files of the inputs to a taker. An input without any is read a second time, for
   * annotated classes that were compiled without the processor.
   */
  static BundleInputs read(List<Path> inputs, Budget budget, Taker taker) throws BundleException {
    return read(inputs, false, budget, taker);
  }

  /** The same for places of a class path, of which a folder counts by its own files only. */
  static BundleInputs readClassPath(List<Path> places, Budget budget, Taker taker)
      throws BundleException {
    return read(places, true, budget, taker);
  }

  private static BundleInputs read(
      List<Path> inputs, boolean ofClassPath, Budget budget, Taker taker) throws BundleException {
    List<EmptyInput> empty = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path input : inputs) {
      Source source = Source.of(input.toString());
      budget.begin(source);
      Taker own =
          (where, path, size, content) -> {
            if (where.entries().equals(List.of(EntryName.FOLDER + path))) {
              taker.take(where, path, size, content);
            }
          };
      Taking taking = new Taking(ofClassPath && Files.isDirectory(input) ? own : taker);
      notes.addAll(new InputReader(budget, taking).read(input, source));
      if (taking.count == 0) {
        AnnotatedClasses classes = new AnnotatedClasses();
        new InputReader(budget.anew(), classes).read(input, source);
        empty.add(classes.in(source));
      }
    }
    return new BundleInputs(empty, notes);
  }

  /** Wants what is in a bundle, and counts it. */
  private static final class Taking implements EntryVisitor {
    private final Taker taker;
    private int count;

    Taking(Taker taker) {
      this.taker = taker;
    }

    @Override
    public boolean wants(String name) {
      return EntryName.inBundle(name).isPresent();
    }

    @Override
    public void file(Source where, String name, long size, InputStream content)
        throws BundleException {
      Optional<String> path = EntryName.inBundle(name);
      if (path.isPresent()) {
        count++;
        taker.take(where, path.get(), size, content);
      }
    }
  }
}
