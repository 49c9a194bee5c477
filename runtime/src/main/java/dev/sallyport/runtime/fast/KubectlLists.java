package dev.sallyport.runtime.fast;

import dev.sallyport.runtime.objects.FastList;
import dev.sallyport.runtime.objects.FastPath;
import dev.sallyport.runtime.objects.TreeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads lists of objects as {@code kubectl get -o json} and {@code -o yaml} print them. */
public final class KubectlLists implements FastPath {

  /** Creates a reader, which holds no state. */
  public KubectlLists() {}

  @Override
  public Optional<FastList> read(
      Path file, String source, String defaultNamespace, TreeReader trees) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, source, defaultNamespace, trees);
    }
  }

  @Override
  public Optional<FastList> read(
      byte[] text, String source, String defaultNamespace, TreeReader trees) {
    try {
      return read(new ByteArrayInputStream(text), source, defaultNamespace, trees);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<FastList> read(
      InputStream in, String source, String defaultNamespace, TreeReader trees) throws IOException {
    try {
      return Optional.of(Lists.read(in, new PodFacts(source, defaultNamespace), trees));
    } catch (IrregularException e) {
      return Optional.empty();
    }
  }
}
