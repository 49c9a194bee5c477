package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** YAML documents as maps and lists. */
record TestYaml(String text) {

  List<Object> objects() {
    var read = DocumentReader.read("test", text.getBytes(StandardCharsets.UTF_8));
    if (!read.problems().isEmpty()) {
      throw new IllegalArgumentException(read.problems().toString());
    }
    List<Object> objects = new ArrayList<>();
    for (Document document : read.documents()) {
      objects.add(JsonMapper.shared().readValue(JsonText.write(document.root()), Object.class));
    }
    return objects;
  }
}
