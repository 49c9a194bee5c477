package dev.sallyport.runtime.bundle;

import java.util.HashSet;
import java.util.Set;

/**
 * What upper layers of an image hide in the layers below them. Mutable: layers are read from the
 * top down, and each adds what it hides once it has been read.
 *
 * <p>Source: OCI image specification, layer.md, "Whiteouts", "Opaque Whiteout" and "Applying
 * Changesets".
 */
final class HiddenPaths {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /** Removed or replaced by something that is no folder: hidden with all that is below. */
  private final Set<String> trees = new HashSet<>();

  /** Folders whose lower content is hidden. */
  private final Set<String> opaque = new HashSet<>();

  /** Folders: they hide a file of the same name, not what is in a lower folder. */
  private final Set<String> folders = new HashSet<>();

  /** Whether an entry is a whiteout, and not a file of the image. */
  static boolean isWhiteout(TarEntry entry) {
    return entry.lastName().startsWith(WHITEOUT);
  }

  /** Whether an entry of a lower layer is hidden. {@code O(length)}. */
  boolean hides(TarEntry entry) {
    String name = entry.name();
    if (trees.contains(name)) {
      return true;
    }
    if (folders.contains(name) && entry.kind() != TarEntry.Kind.FOLDER) {
      return true;
    }
    for (int slash = name.lastIndexOf('/'); slash >= 0; slash = name.lastIndexOf('/', slash - 1)) {
      String folder = name.substring(0, slash);
      if (trees.contains(folder) || opaque.contains(folder)) {
        return true;
      }
    }
    return opaque.contains("");
  }

  /**
   * Adds what an entry hides in the layers below.
   *
   * @param layer the layer, for messages
   */
  void add(TarEntry entry, Source layer) throws BundleException {
    if (!isWhiteout(entry)) {
      (entry.kind() == TarEntry.Kind.FOLDER ? folders : trees).add(entry.name());
      addFolders(entry.folder());
      return;
    }
    if (entry.lastName().equals(OPAQUE)) {
      opaque.add(entry.folder());
      addFolders(entry.folder());
      return;
    }
    String removed = entry.lastName().substring(WHITEOUT.length());
    if (removed.startsWith(WHITEOUT)) {
      // Bookkeeping of the aufs file system, such as .wh..wh.plnk: hides nothing.
      return;
    }
    if (removed.isEmpty() || removed.equals(".") || removed.equals("..")) {
      throw new BundleException(
          layer.entry(entry.name()), "a whiteout that names no file is refused");
    }
    trees.add(entry.folder().isEmpty() ? removed : entry.folder() + "/" + removed);
    addFolders(entry.folder());
  }

  private void addFolders(String folder) {
    String name = folder;
    while (!name.isEmpty() && folders.add(name)) {
      int slash = name.lastIndexOf('/');
      name = slash < 0 ? "" : name.substring(0, slash);
    }
  }
}
