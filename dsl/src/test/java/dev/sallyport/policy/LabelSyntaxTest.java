package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server says of names, label keys, label values and port names. */
class LabelSyntaxTest {

  private static String refusal(UnaryOperator<String> check, String text, Violation violation) {
    InvalidValueException e =
        catchThrowableOfType(InvalidValueException.class, () -> check.apply(text));
    assertThat(e).as("\"%s\" must be refused", text).isNotNull();
    assertThat(e.violation()).as(text).isEqualTo(violation);
    assertThat(e.getMessage()).startsWith("\"" + text + "\" is not a valid ").contains("; ");
    return e.getMessage();
  }

  @Nested
  @DisplayName("Name of an object (an RFC 1123 subdomain)")
  class Names {
    private String refused(String name) {
      return refusal(LabelSyntax::name, name, Violation.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "web", "web-1", "a.b", "a-b.c-d", "1.2.3", "a--b"})
    void is_lower_case_parts_with_dots_between(String name) {
      assertThat(LabelSyntax.name(name)).isEqualTo(name);
    }

    @Test
    void has_at_most_253_characters() {
      String longest = "a".repeat(253);
      assertThat(LabelSyntax.name(longest)).isEqualTo(longest);
      assertThat(refused("a".repeat(254))).contains("254 characters");
    }

    @Test
    void may_have_a_part_longer_than_63() {
      String part = "a".repeat(64);
      assertThat(LabelSyntax.name(part)).isEqualTo(part);
    }

    @Test
    void is_not_empty() {
      assertThat(refused("")).contains("it is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Web", "web_1", "web/1", "we b", "wéb", "web\n", "\uD83D\uDE00", "١"})
    void has_no_other_characters(String name) {
      assertThat(refused(name)).contains("it contains '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", "a-", "a.-b", "a-.b", "-"})
    void has_letters_or_digits_at_both_ends_of_each_part(String name) {
      assertThat(refused(name)).contains("each part must start and end with");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".a", "a.", "a..b"})
    void has_no_empty_part(String name) {
      assertThat(refused(name)).contains("a part between dots is empty");
    }
  }

  @Nested
  @DisplayName("Name of a namespace (an RFC 1123 label)")
  class NamespaceNames {
    private String refused(String name) {
      return refusal(LabelSyntax::namespace, name, Violation.NAMESPACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "9", "shop", "shop-1", "kube-system", "a--b"})
    void is_one_lower_case_part(String name) {
      assertThat(LabelSyntax.namespace(name)).isEqualTo(name);
    }

    @Test
    void has_at_most_63_characters() {
      assertThat(LabelSyntax.namespace("a".repeat(63))).hasSize(63);
      assertThat(refused("a".repeat(64))).contains("64 characters");
    }

    @Test
    void has_no_dots() {
      assertThat(refused("shop.eu")).contains("it contains '.'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "shop_1", "-shop", "shop-", " shop", "shop/x"})
    void has_no_other_form(String name) {
      refused(name);
    }

    @Test
    void is_not_empty() {
      assertThat(refused("")).contains("it is empty");
    }
  }

  @Nested
  @DisplayName("Label key")
  class Keys {
    private String refused(String key) {
      return refusal(LabelSyntax::key, key, Violation.LABEL_KEY);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"app", "App_1.x-Y", "a", "0", "kubernetes.io/metadata.name", "x/Y", "a.b/c"})
    void is_a_name_with_an_optional_prefix(String key) {
      assertThat(LabelSyntax.key(key)).isEqualTo(key);
    }

    @Test
    @DisplayName("23: the name is not empty")
    void has_a_name() {
      assertThat(refused("")).contains("it has no name");
      assertThat(refused("example.com/")).contains("it has no name");
    }

    @Test
    @DisplayName("24: at most one slash")
    void has_at_most_one_slash() {
      assertThat(refused("a/b/c")).contains("more than one '/'");
      assertThat(refused("a//c")).contains("more than one '/'");
    }

    @Test
    @DisplayName("25: the prefix is not empty")
    void has_no_empty_prefix() {
      assertThat(refused("/name")).contains("nothing stands before the '/'");
    }

    @Test
    @DisplayName("26 and 29: the prefix is an RFC 1123 subdomain, never upper case")
    void has_a_subdomain_as_prefix() {
      String longest = "a".repeat(253) + "/x";
      assertThat(LabelSyntax.key(longest)).isEqualTo(longest);
      assertThat(refused("a".repeat(254) + "/x")).contains("254 characters");
      assertThat(refused("Example.com/x")).contains("it contains 'E'");
      assertThat(refused("exa_mple/x")).contains("it contains '_'");
      assertThat(refused("a..b/x")).contains("empty");
    }

    @Test
    @DisplayName("27: the name has at most 63 characters")
    void has_a_name_of_at_most_63() {
      assertThat(LabelSyntax.key("a".repeat(63))).hasSize(63);
      assertThat(refused("a".repeat(64))).contains("64 characters");
      assertThat(LabelSyntax.key("example.com/" + "a".repeat(63))).hasSize(75);
      assertThat(refused("example.com/" + "a".repeat(64))).contains("64 characters");
    }

    @ParameterizedTest
    @DisplayName("28: alphanumeric at both ends")
    @ValueSource(
        strings = {"-a", "a-", "_a", "a_", ".a", "a.", "-", "example.com/-a", "example.com/a."})
    void has_letters_or_digits_at_both_ends(String key) {
      assertThat(refused(key)).contains("must start and end with a letter or digit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a=b", "a!", "a,b", "é", "a:b", "a*"})
    void has_no_other_characters(String key) {
      assertThat(refused(key)).contains("it contains '");
    }
  }

  @Nested
  @DisplayName("Label value")
  class Values {
    private String refused(String value) {
      return refusal(LabelSyntax::value, value, Violation.LABEL_VALUE);
    }

    @ParameterizedTest
    @DisplayName("31: empty, or alphanumeric at both ends")
    @ValueSource(strings = {"", "a", "1", "v1.2_3-X", "true", "0123", "on"})
    void is_empty_or_a_name(String value) {
      assertThat(LabelSyntax.value(value)).isEqualTo(value);
    }

    @Test
    @DisplayName("30: at most 63 characters")
    void has_at_most_63_characters() {
      assertThat(LabelSyntax.value("a".repeat(63))).hasSize(63);
      assertThat(refused("a".repeat(64))).contains("64 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", "a-", "a_", ".", "-"})
    void has_letters_or_digits_at_both_ends(String value) {
      assertThat(refused(value)).contains("must start and end with a letter or digit");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a/b", "a,b", "a=b", "ö", "a\tb"})
    void has_no_other_characters(String value) {
      assertThat(refused(value)).contains("it contains '");
    }
  }

  @Nested
  @DisplayName("Port name")
  class PortNames {
    private String refused(String name) {
      return refusal(LabelSyntax::portName, name, Violation.PORT_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "a", "8080a", "a-1-b", "0x0"})
    void is_a_short_lower_case_name(String name) {
      assertThat(LabelSyntax.portName(name)).isEqualTo(name);
    }

    @Test
    @DisplayName("45: at most 15 characters")
    void has_at_most_15_characters() {
      assertThat(LabelSyntax.portName("a".repeat(15))).hasSize(15);
      assertThat(refused("a".repeat(16))).contains("16 characters");
    }

    @ParameterizedTest
    @DisplayName("46: only a-z, 0-9 and -")
    @ValueSource(strings = {"Http", "ht_tp", "ht.tp", "ht tp", "hé"})
    void has_no_other_characters(String name) {
      assertThat(refused(name)).contains("it contains '");
    }

    @ParameterizedTest
    @DisplayName("47: at least one letter, so the string \"80\" is refused")
    @ValueSource(strings = {"80", "0", "8-0", "-"})
    void has_a_letter(String name) {
      assertThat(refused(name)).contains("it has no letter");
    }

    @Test
    @DisplayName("48: no --")
    void has_no_two_hyphens_in_a_row() {
      assertThat(refused("a--b")).contains("it contains '--'");
    }

    @ParameterizedTest
    @DisplayName("49: no - at either end")
    @ValueSource(strings = {"-a", "a-"})
    void has_no_hyphen_at_either_end(String name) {
      assertThat(refused(name)).contains("it starts or ends with '-'");
    }

    @Test
    @DisplayName("50: not empty")
    void is_not_empty() {
      assertThat(refused("")).contains("it is empty");
    }
  }
}
