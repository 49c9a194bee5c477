package dev.sallyport.runtime.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the file tree that the layers of an image make together, top layer first: what an upper
 * layer has or removes is not looked at below.
 *
 * <p>Links are not followed. That loses nothing, because what they lead to is read where it stands;
 * a link for which that isn't so is refused.
 */
final class LayerReader {
  private final Budget budget;
  private final EntryVisitor visitor;
  private final HiddenPaths hidden = new HiddenPaths();

  LayerReader(Budget budget, EntryVisitor visitor) {
    this.budget = budget;
    this.visitor = visitor;
  }

  /** Reads the next lower layer: a tar. */
  void read(InputStream layer, Source source) throws BundleException, IOException {
    TarReader tar = new TarReader(new BufferedInputStream(layer), source, budget);
    List<TarEntry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Optional<TarEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
      TarEntry entry = next.get();
      entries.add(entry);
      if (HiddenPaths.isWhiteout(entry) || hidden.hides(entry)) {
        continue;
      }
      Source where = source.entry(entry.name());
      if (isRead(entry) && !seen.add(entry.name())) {
        throw new BundleException(where, "two entries of this name are in the layer");
      }
      read(entry, tar, where);
    }
    for (TarEntry entry : entries) {
      hidden.add(entry, source);
    }
  }

  private boolean isRead(TarEntry entry) {
    return entry.kind() != TarEntry.Kind.FOLDER && EntryName.isRead(entry.name());
  }

  private void read(TarEntry entry, TarReader tar, Source where) throws BundleException {
    String name = entry.name();
    if (entry.isLink()) {
      checkLink(entry, where);
    } else if (entry.kind() == TarEntry.Kind.FILE) {
      if (EntryName.isArchive(name)) {
        budget.archive(where, entry.size());
        new ArchiveReader(budget, visitor).read(tar.content(), where, 1);
      } else if (visitor.wants(name)) {
        visitor.file(where, name, entry.size(), tar.content());
      }
    } else if (isRead(entry)) {
      throw new BundleException(where, "it is neither a file nor a folder");
    }
  }

  private static void checkLink(TarEntry entry, Source where) throws BundleException {
    String name = entry.name();
    if (EntryName.inBundle(name).isPresent() || EntryName.isBundleFolder(name)) {
      throw new BundleException(where, "a link to \"" + entry.link() + "\" is refused here");
    }
    if (EntryName.isArchive(name) && !EntryName.isArchive(entry.link())) {
      throw new BundleException(
          where,
          "it is a link to \"" + entry.link() + "\", which would not be read under that name");
    }
  }
}
