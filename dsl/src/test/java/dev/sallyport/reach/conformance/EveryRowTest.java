package dev.sallyport.reach.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each of the 62 facts has a test that names it. */
class EveryRowTest {

  @Test
  void has_a_test() {
    TreeSet<Integer> rows = new TreeSet<>();
    for (JavaMethod test : tests()) {
      for (int row : test.getAnnotationOfType(Row.class).value()) {
        rows.add(row);
      }
    }
    assertThat(rows).containsExactlyElementsOf(IntStream.rangeClosed(1, 62).boxed().toList());
  }

  @Test
  void is_named_by_its_test() {
    for (JavaMethod test : tests()) {
      assertThat(test.isAnnotatedWith(Test.class)).as(test.getFullName()).isTrue();
      String name = test.getAnnotationOfType(DisplayName.class).value();
      for (int row : test.getAnnotationOfType(Row.class).value()) {
        assertThat(name).as(test.getFullName()).matches("(.*\\D)?" + row + "\\D.*");
      }
    }
  }

  private static List<JavaMethod> tests() {
    List<JavaMethod> tests = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter().importPackages(EveryRowTest.class.getPackageName())) {
      for (JavaMethod method : type.getMethods()) {
        if (method.isAnnotatedWith(Row.class)) {
          tests.add(method);
        }
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }
}
