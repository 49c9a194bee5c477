package dev.sallyport.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads a zip of classes, whatever its layout: a plain jar, a Spring Boot jar, a war, a zip of
 * them. Every archive inside is read too; a stored one in place.
 */
final class ArchiveReader {
  private final Budget budget;
  private final EntryVisitor visitor;

  ArchiveReader(Budget budget, EntryVisitor visitor) {
    this.budget = budget;
    this.visitor = visitor;
  }

  /**
   * Reads an archive.
   *
   * @param depth how many archives it stands in, itself included
   */
  void read(Content content, Source source, int depth) throws BundleException {
    budget.depth(source, depth);
    try {
      ZipArchive zip = ZipArchive.open(content, source, budget);
      Set<String> seen = new HashSet<>();
      for (ZipEntryHeader entry : zip.entries()) {
        if (!entry.directory() && isRead(entry.name())) {
          if (!seen.add(entry.name())) {
            throw new BundleException(
                source.entry(entry.name()), "two entries of this name are in the zip");
          }
          read(zip, entry, source.entry(entry.name()), depth);
        }
      }
    } catch (IOException e) {
      throw RefusedException.asRefusal(source, e);
    }
  }

  /** Reads an archive from a stream, which is spooled first. */
  void read(InputStream stream, Source source, int depth) throws BundleException {
    try (Content content = Spool.of(stream, source, budget)) {
      read(content, source, depth);
    } catch (IOException e) {
      throw RefusedException.asRefusal(source, e);
    }
  }

  private boolean isRead(String name) {
    return EntryName.isArchive(name) || visitor.wants(name);
  }

  private void read(ZipArchive zip, ZipEntryHeader entry, Source where, int depth)
      throws BundleException {
    if (entry.link()) {
      throw new BundleException(where, "a symbolic link in a zip is refused");
    }
    try {
      if (EntryName.isArchive(entry.name()) && entry.method() == ZipEntryHeader.STORED) {
        read(zip.part(entry), where, depth + 1);
        return;
      }
      try (InputStream content = zip.open(entry)) {
        if (EntryName.isArchive(entry.name())) {
          budget.archive(where, entry.size());
          read(content, where, depth + 1);
        } else {
          visitor.file(where, entry.name(), entry.size(), content);
        }
      }
    } catch (IOException e) {
      throw RefusedException.asRefusal(where, e);
    }
  }
}
