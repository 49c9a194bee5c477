package dev.sallyport.samples.petclinic.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.samples.evidence.GoldenFiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every manifest and every class of constants of all modules, as they stand in the repository. */
class GoldenFilesTest {
  @Test
  void are_what_the_compiler_writes() {
    Map<String, String> written = GoldenFiles.written(PetClinic.modules());
    GoldenFiles goldens = new GoldenFiles(Path.of("src/test/resources/goldens"));
    if (Boolean.getBoolean("sallyport.updateGoldens")) {
      goldens.write(written);
    }
    assertThat(written).as("13 manifests, 11 classes of constants").hasSize(24);
    assertThat(goldens.read()).isEqualTo(written);
  }
}
