package dev.sallyport.runtime.bundle;

import dev.sallyport.runtime.terminal.Progress;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the contract records out of anything that {@link BundleReader} reads, with the same limits
 * and refusals.
 */
public final class RecordReader {
  private static final String RECORDS = "workloads/";

  private final BundleLimits limits;
  private final Progress progress;

  /** A reader with {@link BundleLimits#STANDARD}. */
  public RecordReader() {
    this(BundleLimits.STANDARD);
  }

  /** A reader with limits of its own. */
  public RecordReader(BundleLimits limits) {
    this(limits, Progress.NONE);
  }

  /** A reader that says how far it is. */
  public RecordReader(BundleLimits limits, Progress progress) {
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Reads the inputs together. {@code O(bytes)}, as {@link BundleReader#read}.
   *
   * @throws BundleException if an input can't be read or must not be believed
   */
  public Records read(List<Path> inputs) throws BundleException {
    Budget budget = new Budget(limits, progress);
    Map<Key, List<Source>> found = new TreeMap<>();
    BundleInputs read =
        BundleInputs.read(
            inputs,
            budget,
            (where, path, size, content) -> {
              if (path.startsWith(RECORDS)) {
                take(new BundleCollector(budget), where, path, size, content, found);
              }
            });
    List<ContractRecord> records = new ArrayList<>();
    found.forEach(
        (key, sources) -> records.add(new ContractRecord(key.path(), key.text(), sources)));
    return new Records(records, read.empty(), read.notes());
  }

  /**
   * Takes one record.
   *
   * @param collector one for each file: it checks name, length and encoding, and would refuse a
   *     path twice
   */
  private static void take(
      BundleCollector collector,
      Source where,
      String path,
      long size,
      InputStream content,
      Map<Key, List<Source>> found)
      throws BundleException {
    collector.add(where, path, size, content);
    for (ContractRecord record : collector.bundle(List.of(), List.of()).contracts()) {
      found
          .computeIfAbsent(new Key(record.path(), record.text()), k -> new ArrayList<>())
          .addAll(record.sources());
    }
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
}
