package dev.sallyport.runtime.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sallyport matrix}: who may connect to whom, on what. */
@Command(
    name = "matrix",
    description = "Prints who may connect to whom, on what.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MatrixCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files and folders of Kubernetes objects, or - for standard input.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() {
    throw new CommandFailedException("matrix is not available yet: " + paths);
  }
}
