package dev.sallyport.runtime.link;

import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A contract as one jar saw it when it was compiled: what it says, without where it says it. */
final class ContractVersion {
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Place place;

  /**
   * Takes a version down.
   *
   * @param place who saw it
   */
  ContractVersion(WorkloadDeclaration contract, Place place) {
    this.place = place;
    facts.put("namespace", contract.namespace().value());
    facts.put("name", contract.name().value());
    facts.put("labels", texts(contract.labels()));
    facts.put("selector", contract.selector().value());
    facts.put("ports", ports(contract.ports()));
    facts.put("managed", Boolean.toString(contract.managed()));
    NamespaceDeclaration settings = contract.settings();
    facts.put("namespace labels", settings == null ? "" : texts(settings.labels()));
  }

  Place place() {
    return place;
  }

  /** What the other version says otherwise, for example {@code ports TCP 80, not TCP 8080}. */
  String difference(ContractVersion other) {
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (name, value) -> {
          String now = other.facts.getOrDefault(name, "");
          if (!now.equals(value)) {
            text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append(" \"")
                .append(now)
                .append("\", there \"")
                .append(value)
                .append('"');
          }
        });
    return text.toString();
  }

  private static String texts(List<Text> texts) {
    return String.join(",", texts.stream().map(Text::value).sorted().toList());
  }

  private static String ports(List<PortDeclaration> ports) {
    return String.join(
        ",",
        ports.stream()
            .map(port -> (port.name() + " " + port.number() + "/" + port.protocol()).strip())
            .sorted()
            .toList());
  }
}
