package dev.sallyport.runtime.expect;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Expectations as a file: one YAML or JSON document.
 *
 * <pre>
 * schema: sallyport.dev/expectations/v1
 * inputs: [../k8s, ../target/classes]   # paths beside this file; --input adds more
 * namespace: shop                       # of workloads named without one
 * plugin: strict                        # strict, calico-like, cilium-like or np-guard-like
 * expectations:
 * - name: the shop takes orders         # all but from, to and allowed may be left out
 *   from: frontend                      # namespace/workload, namespace/*, address, CIDR,
 *   to: {pods: app=orders}              # or pods, namespaces, namespace: selectors
 *   port: http                          # number, name, 8000-8999, 53/UDP, /UDP, all, any, or a list
 *   allowed: true
 *   why: that is what it is for
 * </pre>
 *
 * @param source the file, as messages name it
 * @param folder the folder of the file, from which inputs are relative; empty for the working one
 * @param inputs what shall be read
 * @param namespace the namespace of workloads named without one; empty if the file says none
 * @param plugin how open questions are decided; empty if the file says none
 * @param expectations the expectations, in the order of the file; at least one
 */
public record ExpectationFile(
    String source,
    Path folder,
    List<Input> inputs,
    String namespace,
    Optional<PluginProfile> plugin,
    List<Expectation> expectations) {

  /** The schema that this version reads. */
  public static final String SCHEMA = "sallyport.dev/expectations/v1";

  /** Copies the lists. */
  public ExpectationFile {
    inputs = List.copyOf(inputs);
    expectations = List.copyOf(expectations);
  }

  /**
   * One input.
   *
   * @param path as it was written
   * @param line where, from 1
   */
  public record Input(String path, int line) {}

  /**
   * Reads a file.
   *
   * @throws InvalidExpectationsException if it can't be read, or something in it is wrong
   */
  public static ExpectationFile read(Path file) throws InvalidExpectationsException {
    String source = file.toString().replace('\\', '/');
    try {
      Path folder = file.getParent() == null ? Path.of("") : file.getParent();
      return read(source, folder, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new InvalidExpectationsException(
          List.of(Problem.of(source, 0, "there is no such file")));
    } catch (IOException e) {
      throw new InvalidExpectationsException(
          List.of(Problem.of(source, 0, "can't be read: " + e.getMessage())));
    }
  }

  /**
   * Reads a text. {@code O(length)}.
   *
   * @param source how messages name it
   * @param folder from which inputs are relative
   * @param text UTF-8
   * @throws InvalidExpectationsException if something is wrong
   */
  public static ExpectationFile read(String source, Path folder, byte[] text)
      throws InvalidExpectationsException {
    Documents documents = DocumentReader.read(source, text);
    List<Problem> problems = new ArrayList<>(documents.problems());
    if (problems.isEmpty() && documents.documents().size() != 1) {
      problems.add(
          Problem.of(
              source,
              documents.documents().isEmpty() ? 0 : documents.documents().get(1).root().line(),
              documents.documents().isEmpty()
                  ? "the file is empty; it must hold expectations"
                  : "there is a second document; write one file for each"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidExpectationsException(problems);
    }
    Document document = documents.documents().get(0);
    return new ExpectationReader(source, folder).read(document.root());
  }
}
