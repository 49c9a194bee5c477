package dev.sallyport.runtime.bundle;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the contract records out of anything that {@link BundleReader} reads, with the same limits
 * and refusals.
 */
public final class RecordReader {
  private static final String RECORDS = "workloads/";

  private final BundleLimits limits;

  /** A reader with {@link BundleLimits#STANDARD}. */
  public RecordReader() {
    this(BundleLimits.STANDARD);
  }

  /** A reader with limits of its own. */
  public RecordReader(BundleLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads the inputs together. {@code O(bytes)}, as {@link BundleReader#read}.
   *
   * @throws BundleException if an input can't be read or must not be believed
   */
  public Records read(List<Path> inputs) throws BundleException {
    Budget budget = new Budget(limits);
    Collecting collecting = new Collecting(budget);
    List<EmptyInput> empty = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path input : inputs) {
      Source source = Source.of(input.toString());
      int before = collecting.count;
      notes.addAll(new InputReader(budget, collecting).read(input, source));
      if (collecting.count == before) {
        AnnotatedClasses classes = new AnnotatedClasses();
        new InputReader(new Budget(limits), classes).read(input, source);
        empty.add(classes.in(source));
      }
    }
    return new Records(collecting.records(), empty, notes);
  }

  /** Path and text: what makes a record another one. */
  private record Key(String path, String text) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::path).thenComparing(Key::text);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Takes the records, and counts all files of bundles. */
  private static final class Collecting implements EntryVisitor {
    private final Budget budget;
    private final TreeMap<Key, List<Source>> found = new TreeMap<>();
    private int count;

    Collecting(Budget budget) {
      this.budget = budget;
    }

    @Override
    public boolean wants(String name) {
      return EntryName.inBundle(name).isPresent();
    }

    @Override
    public void file(Source where, String name, long size, InputStream content)
        throws BundleException {
      Optional<String> path = EntryName.inBundle(name);
      if (path.isEmpty()) {
        return;
      }
      count++;
      if (path.get().startsWith(RECORDS)) {
        // One collector a file: it checks name, length and encoding, and would refuse a path twice.
        BundleCollector collector = new BundleCollector(budget);
        collector.add(where, path.get(), size, content);
        for (ContractRecord record : collector.bundle(List.of(), List.of()).contracts()) {
          found
              .computeIfAbsent(new Key(record.path(), record.text()), k -> new ArrayList<>())
              .addAll(record.sources());
        }
      }
    }

    List<ContractRecord> records() {
      List<ContractRecord> records = new ArrayList<>();
      found.forEach(
          (key, sources) -> records.add(new ContractRecord(key.path(), key.text(), sources)));
      return records;
    }
  }
}
