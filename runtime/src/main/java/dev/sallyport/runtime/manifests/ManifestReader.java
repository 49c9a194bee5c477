package dev.sallyport.runtime.manifests;

import dev.sallyport.runtime.document.Problem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Reads manifests out of jars and folders. */
final class ManifestReader {
  /** No manifest of a workload comes near this; a larger one is not of our making. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final List<Manifest> manifests = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Manifests manifests() {
    manifests.sort(Comparator.comparing(Manifest::container).thenComparing(Manifest::entry));
    return new Manifests(manifests, problems);
  }

  void addJar(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      addJar(jar.toString(), file);
    }
  }

  private void addJar(String container, JarFile jar) throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      if (entry.getName().startsWith(Manifests.FOLDER) && isManifest(entry.getName())) {
        try (InputStream in = jar.getInputStream(entry)) {
          add(container, entry.getName(), in);
        }
      }
    }
  }

  void addFolder(Path classes) throws IOException {
    Path folder = classes.resolve(Manifests.FOLDER);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
        String entry = classes.relativize(file).toString().replace(File.separatorChar, '/');
        if (isManifest(entry)) {
          try (InputStream in = Files.newInputStream(file)) {
            add(classes.toString(), entry, in);
          }
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * A class loader can't list folders, so the places are found in three ways: where it finds the
   * folder itself (jars mostly have entries for folders, and this works for nested jars too), its
   * URLs, and the class path of the virtual machine.
   */
  void addClassPath(ClassLoader loader) throws IOException {
    TreeSet<String> places = new TreeSet<>();
    for (URL url : Collections.list(loader.getResources(Manifests.FOLDER))) {
      URLConnection connection = url.openConnection();
      if (connection instanceof JarURLConnection jar) {
        if (jar.getJarFileURL().getProtocol().equals("file")) {
          places.add(path(jar.getJarFileURL()).toString());
        } else {
          jar.setUseCaches(false);
          try (JarFile file = jar.getJarFile()) {
            addJar(jar.getJarFileURL().toString(), file);
          }
        }
      } else if (url.getProtocol().equals("file")) {
        Path folder = path(url);
        for (int up = 0; up < Manifests.FOLDER.split("/").length; up++) {
          folder = folder.getParent() == null ? folder : folder.getParent();
        }
        places.add(folder.toString());
      }
    }
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      if (each instanceof URLClassLoader urls) {
        for (URL url : urls.getURLs()) {
          if (url.getProtocol().equals("file")) {
            places.add(path(url).toString());
          }
        }
      }
      if (each.equals(ClassLoader.getSystemClassLoader())) {
        for (String entry :
            System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
          if (!entry.isEmpty()) {
            places.add(Path.of(entry).toAbsolutePath().normalize().toString());
          }
        }
      }
    }
    for (String place : places) {
      Path path = Path.of(place);
      if (Files.isDirectory(path)) {
        addFolder(path);
      } else if (Files.isRegularFile(path)) {
        addJar(path);
      }
    }
  }

  private static Path path(URL url) throws IOException {
    try {
      URI uri = url.toURI();
      return Path.of(uri).toAbsolutePath().normalize();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("the class path has an entry that is no path: " + url, e);
    }
  }

  private static boolean isManifest(String entry) {
    return entry.endsWith(".yaml") || entry.endsWith(".yml") || entry.endsWith(".json");
  }

  private void add(String container, String entry, InputStream in) throws IOException {
    byte[] text = in.readNBytes(MOST_BYTES + 1);
    String source = Manifest.source(container, entry);
    if (text.length > MOST_BYTES) {
      problems.add(Problem.of(source, 0, "is larger than " + MOST_BYTES + " bytes; not read"));
      return;
    }
    StrictNetworkPolicies read = StrictNetworkPolicies.read(source, text);
    problems.addAll(read.problems());
    read.policies().forEach(policy -> manifests.add(new Manifest(container, entry, policy)));
  }
}
