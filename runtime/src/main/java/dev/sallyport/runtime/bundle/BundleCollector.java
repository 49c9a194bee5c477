package dev.sallyport.runtime.bundle;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers the files below {@code META-INF/sallyport} of all inputs: each path once, whoever carries
 * it, and never with two different contents.
 */
final class BundleCollector {
  private static final String MANIFESTS = "manifests/";
  private static final String WORKLOADS = "workloads/";
  private static final String YAML = ".yaml";
  private static final String JSON = ".json";

  private record Found(String text, List<Source> sources) {}

  private final Budget budget;
  private final SortedMap<String, Found> found = new TreeMap<>();

  BundleCollector(Budget budget) {
    this.budget = budget;
  }

  /** How many different files were gathered so far. */
  int size() {
    return found.size();
  }

  /**
   * Takes one file.
   *
   * @param path what stands behind {@code META-INF/sallyport/}
   * @param size how long it says it is, in bytes; it is not believed
   */
  void add(Source source, String path, long size, InputStream content) throws BundleException {
    checkPath(source, path);
    budget.manifest(source, size);
    String text = text(source, content);
    Found before = found.get(path);
    if (before == null) {
      budget.collected(source, text.length());
      found.put(path, new Found(text, new ArrayList<>(List.of(source))));
    } else if (before.text().equals(text)) {
      before.sources().add(source);
    } else {
      throw new BundleException(
          source,
          "it is not the same as in "
              + before.sources().get(0)
              + "; one of the two was built from other sources");
    }
  }

  private String text(Source source, InputStream content) throws BundleException {
    try {
      byte[] bytes = content.readNBytes(budget.limits().manifestBytes() + 1);
      budget.manifest(source, bytes.length);
      // Only at the end of the stream is it known to be whole.
      if (content.read() >= 0) {
        throw new BundleException(source, "it is longer than it says");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BundleException(source, "it is not UTF-8");
    } catch (IOException e) {
      throw RefusedException.asRefusal(source, e);
    }
  }

  private static void checkPath(Source source, String path) throws BundleException {
    try {
      if (path.startsWith(MANIFESTS) && path.endsWith(YAML)) {
        String[] parts = path.substring(MANIFESTS.length()).split("/", -1);
        if (parts.length == 2) {
          namespace(parts[0]);
          LabelSyntax.name(parts[1].substring(0, parts[1].length() - YAML.length()));
          return;
        }
      }
      if (path.startsWith(WORKLOADS) && path.endsWith(JSON)) {
        String name = path.substring(WORKLOADS.length(), path.length() - JSON.length());
        int dot = name.indexOf('.');
        if (dot > 0 && name.indexOf('/') < 0) {
          namespace(name.substring(0, dot));
          LabelSyntax.name(name.substring(dot + 1));
          return;
        }
      }
    } catch (InvalidValueException e) {
      throw new BundleException(source, "Sallyport writes no file of this name: " + e.getMessage());
    }
    throw new BundleException(
        source,
        "Sallyport writes no file of this name; it may come from a newer version, or from "
            + "somebody else");
  }

  private static void namespace(String folder) {
    if (!folder.equals(Manifest.NO_NAMESPACE)) {
      LabelSyntax.namespace(folder);
    }
  }

  /**
   * What was gathered, each manifest understood.
   *
   * @throws BundleException if a manifest is not in the strict subset, or two are the same object
   */
  Bundle bundle(List<EmptyInput> empty, List<String> notes) throws BundleException {
    List<Manifest> manifests = new ArrayList<>();
    List<ContractRecord> contracts = new ArrayList<>();
    Map<String, Manifest> objects = new HashMap<>();
    for (Map.Entry<String, Found> entry : found.entrySet()) {
      String path = entry.getKey();
      Found file = entry.getValue();
      if (path.startsWith(MANIFESTS)) {
        Manifest manifest =
            Manifest.read(path.substring(MANIFESTS.length()), file.text(), file.sources());
        Manifest same = objects.put(manifest.identity(), manifest);
        if (same != null) {
          throw new BundleException(
              manifest.sources().get(0),
              manifest.identity() + " is also written by " + same.sources().get(0));
        }
        manifests.add(manifest);
      } else {
        contracts.add(
            new ContractRecord(path.substring(WORKLOADS.length()), file.text(), file.sources()));
      }
    }
    return new Bundle(manifests, contracts, empty, notes);
  }
}
