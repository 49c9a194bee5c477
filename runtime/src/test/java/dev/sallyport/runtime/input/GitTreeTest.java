package dev.sallyport.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTreeTest {
  @TempDir private Path repository;

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c"));
    command.add("commit.gpgsign=false");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  @BeforeEach
  void commit_a_pod() throws Exception {
    try {
      new ProcessBuilder("git", "--version").start().waitFor();
    } catch (IOException e) {
      Assumptions.abort("skipped: there is no git command");
    }
    git("init", "-q", "-b", "main");
    pod("k8s/a pod.yaml", "a");
    pod("other/b.yaml", "b");
    git("add", "-A");
    git("commit", "-q", "-m", "a");
    pod("k8s/a pod.yaml", "changed");
  }

  private void pod(String path, String name) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + "}\n");
  }

  private ObjectInputs inputs() {
    return new ObjectInputs("default", repository);
  }

  @Test
  void is_read_as_it_was_committed() throws IOException {
    assertThat(inputs().add("git:main:k8s").objects().workloads())
        .singleElement()
        .satisfies(
            pod -> {
              assertThat(pod.name()).isEqualTo("a");
              assertThat(pod.place().source()).isEqualTo("git:main:k8s/a pod.yaml");
            });
  }

  @Test
  void gives_the_text_behind_an_object() throws IOException {
    assertThat(inputs().add("git:main:k8s").text("git:main:k8s/a pod.yaml"))
        .hasValueSatisfying(text -> assertThat(text).contains("name: a}"));
  }

  @Test
  void may_be_the_whole_revision() throws IOException {
    assertThat(inputs().add("git:HEAD:.").objects().workloads()).hasSize(2);
  }

  @Test
  void that_does_not_exist_is_named() {
    assertThatThrownBy(() -> inputs().add("git:nope:k8s"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("git:nope:k8s: git says: ");
    assertThatThrownBy(() -> inputs().add("git:main:nothing"))
        .hasMessageContaining("there is no YAML or JSON file in that revision");
  }

  @Test
  void never_takes_a_revision_for_an_option() {
    assertThatThrownBy(() -> inputs().add("git:--output=x:k8s"))
        .hasMessageContaining("write git:REVISION:PATH");
    assertThatThrownBy(() -> inputs().add("git:main")).hasMessageContaining("write git:REV");
  }
}
