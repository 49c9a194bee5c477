package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamespaceIndexTest {
  private final NamespaceIndex index = new NamespaceIndex();

  NamespaceIndexTest() {
    index.add(Namespace.of("shop", Map.of("tenant", "a", "env", "prod")));
    index.add(Namespace.of("bank", Map.of("tenant", "b", "env", "prod")));
    index.add(Namespace.of("play", Map.of("tenant", "a")));
    index.add(Namespace.of("", Map.of("tenant", "b")));
  }

  private static LabelCube cube(String selector) {
    LabelCube cube = LabelCube.of(Selector.parse(selector));
    if (cube == null) {
      throw new IllegalArgumentException(selector);
    }
    return cube;
  }

  private static String name(String name) {
    return Namespace.NAME_LABEL + "=" + name;
  }

  @Test
  void finds_the_namespaces_that_match_by_number() {
    assertThat(index.members(LabelCube.ANY)).containsExactly(0, 1, 2, 3);
    assertThat(index.members(cube("tenant=a"))).containsExactly(0, 2);
    assertThat(index.members(cube("tenant in (b,a)"))).containsExactly(0, 1, 2, 3);
    assertThat(index.members(cube("tenant in (a,b),env=prod"))).containsExactly(0, 1);
    assertThat(index.members(cube("tenant=a,env=prod"))).containsExactly(0);
    assertThat(index.members(cube("env"))).containsExactly(0, 1);
    assertThat(index.members(cube("!env"))).containsExactly(2, 3);
    assertThat(index.members(cube("tenant=other"))).isEmpty();
    assertThat(index.members(cube(name("bank")))).containsExactly(1);
    assertThat(index.members(cube(name("bank") + ",tenant=a"))).isEmpty();
    assertThat(index.members(cube(name("other")))).isEmpty();
    assertThat(index.matches(cube("tenant=b"), 1)).isTrue();
    assertThat(index.matches(cube("tenant=b"), 2)).isFalse();
  }

  @Test
  void tells_beforehand_how_many_match_at_most() {
    assertThat(index.atMost(LabelCube.ANY)).isEqualTo(4);
    assertThat(index.atMost(cube("tenant=a"))).isEqualTo(2);
    assertThat(index.atMost(cube("tenant=a,env=prod," + name("shop")))).isEqualTo(1);
    assertThat(index.atMost(cube("tenant in (a,b)"))).isEqualTo(4);
    assertThat(index.atMost(cube("tenant=other,env"))).isZero();
    assertThat(index.atMost(cube(name("")))).as("nothing names what has no name").isZero();
  }

  @Test
  void evaluates_a_selector_once() {
    SelectedNamespaces selected = index.select(Selector.parse("tenant=a"));
    assertThat(index.select(Selector.parse("tenant=a"))).isSameAs(selected);
    assertThat(index.select(Selector.parse("tenant=a,tenant=b"))).isNull();
    assertThat(selected).isNotNull();
    SelectedNamespaces every = index.everyNamespace();
    assertThat(every.members()).containsExactly(0, 1, 2, 3);
    assertThat(index.select(Selector.EVERYTHING)).isSameAs(every);
  }

  @Test
  void numbers_a_missing_namespace_when_it_is_required() {
    assertThat(index.number("later")).isEqualTo(-1);
    assertThat(index.require("bank")).isEqualTo(1);
    assertThat(index.require("later")).isEqualTo(4);
    assertThat(index.number("later")).isEqualTo(4);
    assertThat(index.size()).isEqualTo(5);
    assertThat(index.get(4)).isEqualTo(Namespace.of("later", Map.of()));
    assertThat(index.members(cube(name("later")))).containsExactly(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.add(Namespace.of("bank", Map.of())))
        .withMessageContaining("bank");
  }

  /** Whatever its name will be, no selector of today names it. */
  @Test
  void gives_the_namespace_without_a_name_a_name_that_no_selector_can_mean() {
    assertThat(index.members(cube(Namespace.NAME_LABEL))).containsExactly(0, 1, 2, 3);
    assertThat(index.members(cube(Namespace.NAME_LABEL + " notin (shop,bank,play)")))
        .containsExactly(3);
    assertThat(index.get(3).name()).isEmpty();
  }

  @Test
  void knows_which_future_namespaces_a_selector_can_match() {
    assertThat(index.future(cube("tenant=a"))).isEqualTo(withName(cube("tenant=a"), null));
    assertThat(index.future(cube(name("shop")))).as("taken").isNull();
    assertThat(index.future(cube(name("new")))).isEqualTo(cube(name("new")));
    assertThat(index.future(cube(Namespace.NAME_LABEL + " in (shop,new)")))
        .isEqualTo(cube(name("new")));
    assertThat(index.future(cube(name("Not_a_name")))).as("no name of a namespace").isNull();
    assertThat(index.future(cube(Namespace.NAME_LABEL + " notin (shop)")))
        .isEqualTo(withName(LabelCube.ANY, LabelSet.otherThan(List.of("shop"))));
  }

  private static @Nullable LabelCube withName(LabelCube cube, @Nullable LabelSet names) {
    return names == null ? cube : cube.with(Namespace.NAME_LABEL, names);
  }

  @Test
  void knows_new_names() {
    assertThat(index.isNewName("new")).isTrue();
    assertThat(index.isNewName("shop")).isFalse();
    assertThat(index.isNewName("Upper")).isFalse();
    assertThat(index.isNewName("")).isFalse();
  }

  @Test
  void gives_a_future_namespace_a_name_that_is_free() {
    assertThat(index.futureLabels(cube("tenant=c")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("tenant", "c", Namespace.NAME_LABEL, "new-namespace"));
    assertThat(index.futureLabels(cube(name("mine"))))
        .containsExactlyInAnyOrderEntriesOf(Map.of(Namespace.NAME_LABEL, "mine"));
    index.add(Namespace.of("new-namespace", Map.of()));
    assertThat(index.futureLabels(cube(Namespace.NAME_LABEL + " notin (new-namespace-2)")))
        .containsEntry(Namespace.NAME_LABEL, "new-namespace-3");
  }
}
