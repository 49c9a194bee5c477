package dev.sallyport.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Stage;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No finding without a test that shows it. */
class EveryFindingTest {
  @Test
  void is_shown_by_a_test() throws Exception {
    Set<FindingCode> shown = EnumSet.noneOf(FindingCode.class);
    Path classes = Path.of(TestCompiler.home(EveryFindingTest.class));
    for (String file : TestCompiler.files(classes).keySet()) {
      if (file.endsWith(".class") && file.contains("Test")) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        Class<?> type = Class.forName(name, false, EveryFindingTest.class.getClassLoader());
        for (Method method : type.getDeclaredMethods()) {
          Shows shows = method.getAnnotation(Shows.class);
          if (shows != null && method.isAnnotationPresent(Test.class)) {
            shown.addAll(Set.of(shows.value()));
          }
        }
      }
    }
    Set<FindingCode> missing = EnumSet.complementOf(EnumSet.copyOf(shown));
    missing.removeIf(code -> code.stage() == Stage.DEPLOY);
    assertThat(missing).isEmpty();
  }
}
