package dev.sallyport.runtime.bundle;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The files and folders from which the running program loads classes. */
final class ClassPathPlaces {
  private final Set<Path> places = new LinkedHashSet<>();

  private ClassPathPlaces() {}

  /** The existing places, in the order of the class path, each once. */
  static List<Path> of(ClassLoader loader) throws BundleException {
    ClassPathPlaces found = new ClassPathPlaces();
    found.addPaths(System.getProperty("java.class.path"));
    found.addPaths(System.getProperty("jdk.module.path"));
    for (ClassLoader next = loader; next != null; next = next.getParent()) {
      if (next instanceof URLClassLoader urls) {
        for (URL url : urls.getURLs()) {
          found.addUrl(url);
        }
      }
    }
    return new ArrayList<>(found.places);
  }

  private void addPaths(@Nullable String paths) throws BundleException {
    if (paths == null || paths.isEmpty()) {
      return;
    }
    for (String path : paths.split(File.pathSeparator, -1)) {
      // An empty place on the class path is the working directory.
      add(Path.of(path.isEmpty() ? "." : path));
    }
  }

  private void addUrl(URL url) throws BundleException {
    String text = url.toString();
    // A jar in a jar, as Spring Boot's loader names it, is read with the outer one.
    String outer = text.replaceFirst("^jar:nested:", "file:").replaceFirst("^jar:file:", "file:");
    int inner = outer.indexOf("/!");
    int end = inner >= 0 ? inner : outer.indexOf("!/");
    String place = end >= 0 ? outer.substring(0, end) : outer;
    try {
      if (!place.startsWith("file:")) {
        throw new BundleException(
            Source.of(text), "classes are loaded from there, but only files can be read");
      }
      add(Path.of(new URI(place)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new BundleException(Source.of(text), "this place on the class path is no file name");
    }
  }

  private void add(Path place) throws BundleException {
    if (Files.exists(place) && places.add(place.toAbsolutePath().normalize())) {
      if (Files.isRegularFile(place)) {
        addClassPathOf(place);
      }
    }
  }

  /** Jars name others in their manifest; build tools pass long class paths that way. */
  private void addClassPathOf(Path jar) throws BundleException {
    String named;
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      named =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    } catch (IOException e) {
      throw new BundleException(Source.of(jar.toString()), e);
    }
    if (named == null) {
      return;
    }
    for (String relative : named.strip().split(" +", -1)) {
      addNamed(jar, relative);
    }
  }

  private void addNamed(Path jar, String relative) throws BundleException {
    try {
      URI uri = jar.toUri().resolve(relative);
      if ("file".equals(uri.getScheme())) {
        add(Path.of(uri));
      }
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          Source.of(jar.toString()), "its Class-Path names \"" + relative + "\", which is no file");
    }
  }
}
