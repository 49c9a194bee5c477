package dev.sallyport.runtime.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifests and contract records of a git revision, by the {@code git} command, without a
 * checkout: {@code git:REV:path}, the path relative to the working directory.
 */
final class GitTree {
  static final String PREFIX = "git:";

  private final Path directory;
  private final String revision;
  private final String path;

  private GitTree(Path directory, String revision, String path) {
    this.directory = directory;
    this.revision = revision;
    this.path = path;
  }

  static GitTree parse(String text, Path directory) throws IOException {
    String rest = text.substring(PREFIX.length());
    int colon = rest.indexOf(':');
    if (colon <= 0 || rest.startsWith("-") || colon == rest.length() - 1) {
      throw new IOException(
          text + ": write git:REVISION:PATH, for example git:main:k8s; git:main:. is everything");
    }
    return new GitTree(directory, rest.substring(0, colon), rest.substring(colon + 1));
  }

  /** The texts by path. One process to list, one for each file. */
  SortedMap<String, byte[]> files() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    byte[] names = git("ls-tree", "-r", "-z", "--name-only", revision, "--", path);
    for (String name : new String(names, StandardCharsets.UTF_8).split("\0", -1)) {
      String ending = name.toLowerCase(Locale.ROOT);
      if (ending.endsWith(".yaml") || ending.endsWith(".yml") || ending.endsWith(".json")) {
        files.put(name, git("show", revision + ":./" + name));
      }
    }
    if (files.isEmpty()) {
      throw new IOException(
          PREFIX + revision + ":" + path + ": there is no YAML or JSON file in that revision");
    }
    return files;
  }

  private byte[] git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "--no-pager"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
    process.getOutputStream().close();
    byte[] out = process.getInputStream().readAllBytes();
    String said =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(PREFIX + revision + ":" + path + ": git says: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git was running", e);
    }
    return out;
  }
}
