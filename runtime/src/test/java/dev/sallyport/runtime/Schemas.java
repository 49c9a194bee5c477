package dev.sallyport.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks outputs against their schemas. */
public final class Schemas {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Schemas() {}

  /**
   * Checks a JSON output against the schema that it names. Stricter than the schema: a field that
   * it doesn't describe is an error here, so that none is ever undocumented.
   */
  public static void checkJson(String text) throws IOException {
    JsonNode output = JSON.readTree(text);
    String id = output.path("schema").asString();
    assertThat(id).as("the name of the schema").matches("sallyport\\.dev/[a-z-]+/v\\d+");
    String[] parts = id.split("/", -1);
    JsonNode schema =
        resource("/dev/sallyport/runtime/schema/" + parts[1] + "-" + parts[2] + ".json");
    assertThat(schema.path("$id").asString()).isEqualTo("https://" + id);
    close(schema);
    check(SpecificationVersion.DRAFT_2020_12, schema, output);
  }

  /** Checks a log against the official schema of SARIF 2.1.0. */
  public static void checkSarif(String text) throws IOException {
    check(
        SpecificationVersion.DRAFT_7,
        resource("/schema/sarif-schema-2.1.0.json"),
        JSON.readTree(text));
  }

  private static void check(SpecificationVersion version, JsonNode schema, JsonNode output) {
    Schema compiled = SchemaRegistry.withDefaultDialect(version).getSchema(schema);
    assertThat(compiled.validate(output)).isEmpty();
  }

  private static JsonNode resource(String name) throws IOException {
    try (InputStream in = Schemas.class.getResourceAsStream(name)) {
      return JSON.readTree(Objects.requireNonNull(in, name + " is missing"));
    }
  }

  /** Forbids fields that an object's schema doesn't name. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(Schemas::close);
  }
}
