package dev.sallyport.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Reads a folder and all below it: class folders, libraries, a Quarkus fast-jar. Links are not
 * followed; one that leads out of the input, to something that would have been read, is refused.
 */
final class FolderReader {
  private static final int MAX_DEPTH = 64;

  private final Path root;
  private final Source source;
  private final Budget budget;
  private final EntryVisitor visitor;

  FolderReader(Path root, Source source, Budget budget, EntryVisitor visitor) {
    this.root = root;
    this.source = source;
    this.budget = budget;
    this.visitor = visitor;
  }

  void read() throws BundleException {
    read(root, "", 0);
  }

  private void read(Path folder, String prefix, int depth) throws BundleException {
    if (depth > MAX_DEPTH) {
      throw new BundleException(
          source.entry(prefix), "folders stand in each other more than " + MAX_DEPTH + " deep");
    }
    for (Path path : children(folder, prefix)) {
      String name = prefix + path.getFileName();
      Source where = source.entry(name);
      budget.entry(where, name.length());
      try {
        BasicFileAttributes kind =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (kind.isDirectory()) {
          read(path, name + "/", depth + 1);
        } else if (kind.isSymbolicLink()) {
          checkLink(path, name, where);
        } else if (kind.isRegularFile()) {
          readFile(path, name, where);
        } else if (EntryName.isRead(name)) {
          throw new BundleException(where, "it is neither a file nor a folder");
        }
      } catch (IOException e) {
        throw RefusedException.asRefusal(where, e);
      }
    }
  }

  /** Sorted, so that messages and the order of sources are the same on every machine. */
  private List<Path> children(Path folder, String prefix) throws BundleException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        children.add(child);
      }
    } catch (IOException e) {
      throw new BundleException(prefix.isEmpty() ? source : source.entry(prefix), e);
    }
    children.sort(Comparator.comparing(child -> String.valueOf(child.getFileName())));
    return children;
  }

  private void readFile(Path path, String name, Source where) throws BundleException, IOException {
    if (EntryName.isArchive(name)) {
      try (Content content = Content.file(path)) {
        new ArchiveReader(budget, visitor).read(content, where, 1);
      }
    } else if (visitor.wants(name)) {
      try (Content content = Content.file(path);
          InputStream stream = content.stream()) {
        visitor.file(where, name, content.size(), stream);
      }
    }
  }

  private void checkLink(Path link, String name, Source where) throws BundleException, IOException {
    if (EntryName.inBundle(name).isPresent() || EntryName.isBundleFolder(name)) {
      throw new BundleException(where, "a symbolic link is refused here");
    }
    if (!Files.exists(link)) {
      if (EntryName.isArchive(name)) {
        throw new BundleException(where, "it is a symbolic link that leads nowhere");
      }
      return;
    }
    Path target = link.toRealPath();
    boolean inside = target.startsWith(root.toRealPath());
    boolean folder = Files.isDirectory(target);
    boolean missed =
        (EntryName.isArchive(name) && !(inside && EntryName.isArchive(last(target))))
            || (folder && !inside);
    if (missed) {
      throw new BundleException(
          where,
          String.format(
              Locale.ROOT,
              "it is a symbolic link to \"%s\", which would not be read; name that as an input",
              target));
    }
  }

  private static String last(Path path) {
    return String.valueOf(path.getFileName());
  }
}
