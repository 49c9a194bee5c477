package dev.sallyport.runtime.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Finds out what kind of thing an input is, and has it read. */
final class InputReader {
  private static final int TAR_MAGIC = 257;

  private final Budget budget;
  private final EntryVisitor visitor;

  InputReader(Budget budget, EntryVisitor visitor) {
    this.budget = budget;
    this.visitor = visitor;
  }

  /**
   * Reads an input. The input itself may be a link: its caller named it.
   *
   * @return what was left aside and why, as sentences
   */
  List<String> read(Path input, Source source) throws BundleException {
    if (!Files.exists(input)) {
      throw new BundleException(source, "there is no such file or folder");
    }
    try {
      Path real = input.toRealPath();
      if (Files.isDirectory(real)) {
        return readFolder(real, source);
      }
      if (!Files.isRegularFile(real)) {
        throw new BundleException(source, "it is neither a file nor a folder");
      }
      try (Content content = Content.file(real)) {
        return readFile(content, source);
      }
    } catch (IOException e) {
      throw RefusedException.asRefusal(source, e);
    }
  }

  private List<String> readFolder(Path folder, Source source) throws BundleException {
    if (isImage(folder)) {
      return new ImageReader(new ImageFiles.Folder(folder), source, budget, visitor).read();
    }
    new FolderReader(folder, source, budget, visitor).read();
    return List.of();
  }

  /** An OCI layout, or an unpacked {@code docker save}, which has more than a list of images. */
  private static boolean isImage(Path folder) {
    return Files.exists(folder.resolve(ImageReader.LAYOUT_MARK))
        || (Files.exists(folder.resolve(ImageReader.DOCKER_MARK))
            && (Files.exists(folder.resolve("blobs"))
                || Files.exists(folder.resolve("repositories"))));
  }

  private List<String> readFile(Content content, Source source)
      throws BundleException, IOException {
    if (content.size() == 0) {
      throw new BundleException(source, "it is empty");
    }
    byte[] magic = content.bytes(0, (int) Math.min(4, content.size()));
    if (Compression.isGzip(magic)) {
      try (InputStream stream = Compression.open(content.stream(), content.size(), source, budget);
          Content inflated = Spool.of(stream, source, budget)) {
        return readTar(inflated, source);
      }
    }
    if (isTar(content)) {
      return readTar(content, source);
    }
    if ((magic.length == 4 && magic[0] == 'P' && magic[1] == 'K') || isScript(magic)) {
      new ArchiveReader(budget, visitor).read(content, source, 1);
      return List.of();
    }
    throw new BundleException(
        source, "it is no jar, war, zip, tar, image or folder, or it is damaged at its start");
  }

  /** Executable jars start with a shell script. */
  private static boolean isScript(byte[] magic) {
    return magic.length >= 2 && magic[0] == '#' && magic[1] == '!';
  }

  private static boolean isTar(Content content) throws IOException {
    if (content.size() < TAR_MAGIC + 5) {
      return false;
    }
    byte[] magic = content.bytes(TAR_MAGIC, 5);
    return new String(magic, StandardCharsets.ISO_8859_1).equals("ustar");
  }

  private List<String> readTar(Content content, Source source) throws BundleException {
    try {
      ImageFiles.Tar tar = ImageFiles.Tar.index(content, source, budget);
      if (tar.hasAny(Set.of(ImageReader.LAYOUT_MARK, ImageReader.DOCKER_MARK))) {
        return new ImageReader(tar, source, budget, visitor).read();
      }
      try (InputStream stream = content.stream()) {
        new LayerReader(budget, visitor).read(stream, source);
      }
      return List.of();
    } catch (EOFException e) {
      throw new BundleException(source, "the tar is truncated");
    } catch (IOException e) {
      throw RefusedException.asRefusal(source, e);
    }
  }
}
