package dev.sallyport.runtime.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.AutoComplete;

/** What is installed beside the program and made of its commands: completion and manual pages. */
public final class InstalledFiles {

  private InstalledFiles() {}

  /**
   * Writes the files; the build calls it.
   *
   * @param args the folder {@code share} of the installation
   * @throws IOException if the folder can't be written
   */
  public static void main(String[] args) throws IOException {
    Path share = Path.of(args[0]);
    Path completions = Files.createDirectories(share.resolve("bash-completion/completions"));
    String script = AutoComplete.bash("sallyport", Sallyport.commandLine());
    Files.writeString(completions.resolve("sallyport"), script);
    Path pages = Files.createDirectories(share.resolve("man/man1"));
    for (Map.Entry<String, String> page : ManPages.pages(Sallyport.commandLine()).entrySet()) {
      Files.writeString(pages.resolve(page.getKey()), page.getValue());
    }
  }
}
