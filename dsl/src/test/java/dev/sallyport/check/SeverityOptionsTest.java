package dev.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sallyport.severity.SP031=off}. */
class SeverityOptionsTest {
  private final SeverityOptions options = new SeverityOptions();

  @ParameterizedTest
  @EnumSource
  void leave_every_code_as_it_is(FindingCode code) {
    assertThat(options.severity(code)).isEqualTo(code.severity());
  }

  @Test
  void choose_the_severity_of_one_code() {
    assertThat(options.put("sallyport.severity.SP016", "warning")).isEmpty();
    assertThat(options.severity(FindingCode.UNDECLARED_PORT_NUMBER)).isEqualTo(Severity.WARNING);
    assertThat(options.severity(FindingCode.PORT_PROTOCOL)).isEqualTo(Severity.ERROR);
  }

  @ParameterizedTest
  @EnumSource
  void can_make_every_code_an_error(FindingCode code) {
    assertThat(options.put(SeverityOptions.PREFIX + code.id(), "error")).isEmpty();
    assertThat(options.severity(code)).isEqualTo(Severity.ERROR);
  }

  @ParameterizedTest
  @EnumSource
  void lower_a_code_only_where_it_can_be_suppressed(FindingCode code) {
    String problem = options.put(SeverityOptions.PREFIX + code.id(), "off");
    assertThat(problem.isEmpty()).isEqualTo(code.suppressible());
    assertThat(options.severity(code))
        .isEqualTo(code.suppressible() ? Severity.OFF : Severity.ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Warning", "OFF", "info", " off"})
  void refuse_other_severities(String value) {
    assertThat(options.put("sallyport.severity.SP031", value))
        .isEqualTo(
            "\""
                + value
                + "\" is no severity for sallyport.severity.SP031; write error, warning or"
                + " off");
    assertThat(options.severity(FindingCode.VERSION_LABEL)).isEqualTo(Severity.WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SP999", "sp031", "VERSION_LABEL"})
  void refuse_other_codes(String code) {
    assertThat(options.put(SeverityOptions.PREFIX + code, "off"))
        .isEqualTo("there is no finding " + code + "; codes look like SP031");
  }
}
