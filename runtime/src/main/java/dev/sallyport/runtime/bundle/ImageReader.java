package dev.sallyport.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a container image: an OCI image layout, or what {@code docker save} writes. All images and
 * platforms in it are read, and must agree on what they carry.
 *
 * <p>Source: OCI image specification, image-layout.md, image-index.md, manifest.md; Docker image
 * specification v1.2, "Combined Image JSON + Filesystem Changeset Format".
 */
final class ImageReader {
  /** A file that every OCI image layout has. */
  static final String LAYOUT_MARK = "oci-layout";

  /** A file that every {@code docker save} writes. */
  static final String DOCKER_MARK = "manifest.json";

  private static final String INDEX = "index.json";
  private static final int MAX_INDEX_DEPTH = 4;
  private static final Set<String> INDEX_TYPES =
      Set.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");
  private static final Set<String> MANIFEST_TYPES =
      Set.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private final ImageFiles files;
  private final Source source;
  private final Budget budget;
  private final EntryVisitor visitor;
  private final List<String> missing = new ArrayList<>();
  private int images;

  ImageReader(ImageFiles files, Source source, Budget budget, EntryVisitor visitor) {
    this.files = files;
    this.source = source;
    this.budget = budget;
    this.visitor = visitor;
  }

  /**
   * Reads all images.
   *
   * @return what the archive names but does not hold, as sentences
   */
  List<String> read() throws BundleException {
    try {
      if (files.read(LAYOUT_MARK, source.entry(LAYOUT_MARK)).isPresent()) {
        readLayout();
      } else {
        readDocker();
      }
    } catch (IOException e) {
      throw RefusedException.asRefusal(source, e);
    }
    if (images == 0) {
      throw new BundleException(source, "there is no image with file system layers in it");
    }
    return List.copyOf(missing);
  }

  private void readLayout() throws BundleException, IOException {
    String version = ImageJson.string(json(LAYOUT_MARK), "imageLayoutVersion");
    if (!version.startsWith("1.")) {
      throw new BundleException(
          source.entry(LAYOUT_MARK), "image layout version \"" + version + "\" is not known");
    }
    readIndex(json(INDEX), source.entry(INDEX), 1);
  }

  private Object json(String name) throws BundleException, IOException {
    Source where = source.entry(name);
    Optional<byte[]> bytes = files.read(name, where);
    if (bytes.isEmpty()) {
      throw new BundleException(where, "it is missing from the image");
    }
    return ImageJson.read(bytes.get(), where);
  }

  private void readIndex(Object index, Source where, int depth)
      throws BundleException, IOException {
    if (depth > MAX_INDEX_DEPTH) {
      throw new BundleException(
          where, "image indexes stand in each other more than " + MAX_INDEX_DEPTH + " deep");
    }
    for (Object entry : ImageJson.list(index, "manifests")) {
      ImageBlob blob = ImageBlob.of(entry, where);
      Source at = source.entry(blob.path());
      Optional<byte[]> bytes = files.read(blob.path(), at);
      if (bytes.isEmpty()) {
        // A layout may leave out what can be fetched elsewhere: other platforms, mostly.
        missing.add(at + ": the archive names this image but does not hold it; it was not read");
        continue;
      }
      blob.verify(bytes.get(), at);
      Object json = ImageJson.read(bytes.get(), at);
      if (INDEX_TYPES.contains(blob.mediaType())) {
        readIndex(json, at, depth + 1);
      } else if (MANIFEST_TYPES.contains(blob.mediaType())) {
        readManifest(json, at);
      } else {
        throw new BundleException(at, "media type \"" + blob.mediaType() + "\" is not known");
      }
    }
  }

  private void readManifest(Object manifest, Source where) throws BundleException, IOException {
    List<ImageBlob> layers = new ArrayList<>();
    for (Object layer : ImageJson.list(manifest, "layers")) {
      ImageBlob blob = ImageBlob.of(layer, where);
      if (blob.isLayer()) {
        layers.add(blob);
      } else if (!blob.isAttestation()) {
        throw new BundleException(
            where, "a layer of media type \"" + blob.mediaType() + "\" can't be read");
      }
    }
    if (layers.isEmpty()) {
      return;
    }
    images++;
    LayerReader reader = new LayerReader(budget, visitor);
    for (int i = layers.size() - 1; i >= 0; i--) {
      ImageBlob layer = layers.get(i);
      Source at = source.entry(layer.path());
      try (Content content = layer(layer.path(), at)) {
        layer.verifySize(content.size(), at);
        try (DigestedStream digested = layer.digested(content.stream(), at)) {
          readLayer(reader, digested, content.size(), at);
          digested.finish();
        }
      }
    }
  }

  private void readDocker() throws BundleException, IOException {
    Source where = source.entry(DOCKER_MARK);
    Object manifest = json(DOCKER_MARK);
    if (!(manifest instanceof List<?> list)) {
      throw new BundleException(where, "it is no list of images");
    }
    for (Object image : list) {
      List<?> layers = ImageJson.list(image, "Layers");
      if (!layers.isEmpty()) {
        images++;
      }
      LayerReader reader = new LayerReader(budget, visitor);
      for (int i = layers.size() - 1; i >= 0; i--) {
        String name = EntryName.normal(where, String.valueOf(layers.get(i)), false);
        Source at = source.entry(name);
        try (Content content = layer(name, at);
            InputStream stream = content.stream()) {
          readLayer(reader, stream, content.size(), at);
        }
      }
    }
  }

  private Content layer(String path, Source at) throws BundleException, IOException {
    Optional<Content> content = files.open(path, at);
    if (content.isEmpty()) {
      throw new BundleException(at, "this layer is missing from the image");
    }
    return content.get();
  }

  private void readLayer(LayerReader reader, InputStream stream, long size, Source at)
      throws BundleException {
    try (InputStream tar = Compression.open(stream, size, at, budget)) {
      reader.read(tar, at);
      // What follows the end marker counts for the checksum of a gzip.
      tar.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw RefusedException.asRefusal(at, e);
    }
  }
}
