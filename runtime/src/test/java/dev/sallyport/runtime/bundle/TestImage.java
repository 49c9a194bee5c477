package dev.sallyport.runtime.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds container images of real layers, bottom layer first. */
public final class TestImage {
  static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";
  static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

  private final Map<String, byte[]> blobs = new LinkedHashMap<>();
  private final List<String> manifests = new ArrayList<>();

  /** Adds an image to the layout. */
  public TestImage image(byte[]... layers) {
    List<String> descriptors = new ArrayList<>();
    for (byte[] layer : layers) {
      boolean gzip = layer.length > 2 && layer[0] == 0x1f;
      descriptors.add(blob(gzip ? OCI_LAYER + "+gzip" : OCI_LAYER, layer));
    }
    return manifest(descriptors);
  }

  TestImage manifest(List<String> layers) {
    String config = blob("application/vnd.oci.image.config.v1+json", "{}".getBytes(UTF_8));
    String json =
        "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}"
            .formatted(config, String.join(",", layers));
    manifests.add(blob(OCI_MANIFEST, json.getBytes(UTF_8)));
    return this;
  }

  /** Names an image in the index that the layout does not hold. */
  TestImage absent() {
    manifests.add(descriptor(OCI_MANIFEST, "absent".getBytes(UTF_8)));
    return this;
  }

  /** Puts the images so far into an index of their own, as for several platforms. */
  TestImage nested() {
    String json = index();
    manifests.clear();
    manifests.add(blob(OCI_INDEX, json.getBytes(UTF_8)));
    return this;
  }

  String blob(String mediaType, byte[] content) {
    blobs.put("blobs/sha256/" + sha256(content), content);
    return descriptor(mediaType, content);
  }

  private static String descriptor(String mediaType, byte[] content) {
    return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d}"
        .formatted(mediaType, sha256(content), content.length);
  }

  private String index() {
    return "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", manifests) + "]}";
  }

  /** The files of the OCI layout. */
  public Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
    files.put("index.json", index().getBytes(UTF_8));
    files.putAll(blobs);
    return files;
  }

  public Path writeLayout(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return folder;
  }

  public byte[] layoutTar() {
    TestTar tar = new TestTar();
    files().forEach(tar::file);
    return tar.bytes();
  }

  /** What {@code docker save} wrote before it wrote OCI layouts. */
  public static byte[] dockerSave(byte[]... layers) {
    TestTar tar = new TestTar();
    List<String> names = new ArrayList<>();
    for (byte[] layer : layers) {
      String name = sha256(layer) + "/layer.tar";
      if (!names.contains(name)) {
        tar.file(name, layer);
      }
      names.add(name);
    }
    String list = names.stream().map(n -> '"' + n + '"').collect(Collectors.joining(","));
    tar.text("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[" + list + "]}]");
    return tar.bytes();
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;
}
