package dev.sallyport.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of an image: the folder of an OCI layout, or the tar of {@code docker save}. */
sealed interface ImageFiles {

  /** The file of this normal name, to be closed by the caller; nothing if there is none. */
  Optional<Content> open(String name, Source where) throws BundleException, IOException;

  /** Reads a small file whole. */
  default Optional<byte[]> read(String name, Source where) throws BundleException, IOException {
    Optional<Content> found = open(name, where);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Content content = found.get()) {
      if (content.size() > ImageJson.MAX_BYTES) {
        throw new BundleException(where, "it is longer than " + ImageJson.MAX_BYTES + " bytes");
      }
      return Optional.of(content.bytes(0, (int) content.size()));
    }
  }

  /** A folder. */
  record Folder(Path path) implements ImageFiles {
    @Override
    public Optional<Content> open(String name, Source where) throws BundleException, IOException {
      Path file = path.resolve(name);
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      if (!file.toRealPath().startsWith(path.toRealPath()) || !Files.isRegularFile(file)) {
        throw new BundleException(where, "a link out of the image, or no file, is refused");
      }
      return Optional.of(Content.file(file.toRealPath()));
    }
  }

  /** A tar with the places of its files. */
  final class Tar implements ImageFiles {
    private static final int MAX_LINKS = 8;
    private final Content content;
    private final Map<String, TarEntry> entries;

    private Tar(Content content, Map<String, TarEntry> entries) {
      this.content = content;
      this.entries = entries;
    }

    /** Finds all files of a tar. {@code O(entries)}. */
    static Tar index(Content content, Source source, Budget budget)
        throws BundleException, IOException {
      Map<String, TarEntry> entries = new HashMap<>();
      try (InputStream stream = content.stream()) {
        TarReader tar = new TarReader(stream, source, budget);
        for (Optional<TarEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
          TarEntry entry = next.get();
          TarEntry before = entries.put(entry.name(), entry);
          if (before != null && !bothFolders(before, entry)) {
            throw new BundleException(
                source.entry(entry.name()), "two entries of this name are in the tar");
          }
        }
      }
      return new Tar(content, entries);
    }

    private static boolean bothFolders(TarEntry one, TarEntry other) {
      return one.kind() == TarEntry.Kind.FOLDER && other.kind() == TarEntry.Kind.FOLDER;
    }

    /** Whether the tar has any of these. */
    boolean hasAny(Set<String> names) {
      return names.stream().anyMatch(entries::containsKey);
    }

    @Override
    public Optional<Content> open(String name, Source where) throws BundleException, IOException {
      String wanted = name;
      for (int links = 0; links <= MAX_LINKS; links++) {
        TarEntry entry = entries.get(wanted);
        if (entry == null) {
          return Optional.empty();
        }
        if (entry.kind() == TarEntry.Kind.FILE) {
          return Optional.of(content.part(entry.position(), entry.size()));
        }
        if (!entry.isLink()) {
          break;
        }
        wanted = target(entry, where);
      }
      throw new BundleException(where, "it is no file");
    }

    /** Layers that are the same as another one are links in older archives. */
    private static String target(TarEntry link, Source where) throws BundleException {
      String folder = link.kind() == TarEntry.Kind.HARD_LINK ? "" : link.folder();
      String to = link.link();
      while (to.startsWith("../") && !folder.isEmpty()) {
        to = to.substring(3);
        int slash = folder.lastIndexOf('/');
        folder = slash < 0 ? "" : folder.substring(0, slash);
      }
      return EntryName.normal(where, folder.isEmpty() ? to : folder + "/" + to, false);
    }
  }
}
