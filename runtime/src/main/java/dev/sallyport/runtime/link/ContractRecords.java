package dev.sallyport.runtime.link;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import dev.sallyport.declaration.BuiltInTarget;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Direction;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.ContractRecord;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.findings.Location;
import dev.sallyport.runtime.findings.SuppressedPlace;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes declarations of contract records again: what {@link dev.sallyport.manifest.ContractRecord}
 * writes, read strictly. Places name the input, the entry and line in it, and the annotation.
 */
public final class ContractRecords {
  private static final String SCHEMA = dev.sallyport.manifest.ContractRecord.SCHEMA;

  private final String file;
  private final String within;
  private final Map<String, Target> targets = new LinkedHashMap<>();

  private ContractRecords(Source source) {
    List<String> entries = source.entries();
    boolean folder = !entries.isEmpty() && isFolder(source.input());
    this.file =
        (folder ? source.input() + "/" + entries.get(0) : source.input()).replace('\\', '/');
    this.within = String.join(" > ", folder ? entries.subList(1, entries.size()) : entries);
  }

  private static boolean isFolder(String input) {
    try {
      return Files.isDirectory(Path.of(input));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The statement of a record. {@code O(length)}.
   *
   * @throws BundleException if the record is damaged, or of a schema that this version can't read
   */
  public static Statement statement(ContractRecord record) throws BundleException {
    Source source = record.sources().get(0);
    Documents documents = DocumentReader.read(source.toString(), record.text(), 1);
    if (!documents.problems().isEmpty() || documents.documents().size() != 1) {
      throw new BundleException(source, "it is not one JSON object");
    }
    RecordFields fields = new RecordFields(source, "", documents.documents().get(0).root());
    String schema = fields.text("schema");
    if (!schema.equals(SCHEMA)) {
      throw new BundleException(
          source,
          "its schema is \""
              + schema
              + "\", and this version of Sallyport reads \""
              + SCHEMA
              + "\" only; use the version that compiled it, or a later one");
    }
    return new ContractRecords(source).read(fields);
  }

  private Statement read(RecordFields record) throws BundleException {
    for (BuiltInTarget builtIn : BuiltInTarget.values()) {
      targets.put(builtIn.type(), builtIn);
    }
    for (RecordFields external : record.objects("externals")) {
      ExternalDeclaration declared = external(external);
      targets.put(declared.type(), declared);
    }
    for (RecordFields peer : record.objects("peers")) {
      WorkloadDeclaration declared = workload(peer);
      targets.put(declared.type(), declared);
    }
    List<RuleDeclaration> rules = new ArrayList<>();
    for (RecordFields rule : record.objects("rules")) {
      rules.add(rule(rule));
    }
    List<InvariantDeclaration> invariants = new ArrayList<>();
    for (RecordFields invariant : record.objects("invariants")) {
      invariants.add(invariant(invariant));
    }
    String speaker = record.text("speaker");
    Statement statement =
        new Statement(
            workload(record),
            speaker,
            record.flag("home"),
            record.flag("isolates"),
            rules,
            invariants,
            place(record, "suppressedBySpeaker", speaker));
    if (!statement.policyName().equals(record.text("policy"))) {
      throw record.refusal("policy", record.line(), "does not fit speaker and workload");
    }
    return statement;
  }

  private WorkloadDeclaration workload(RecordFields fields) throws BundleException {
    String type = fields.text("type");
    Place place = place(fields, type);
    return new WorkloadDeclaration(
        type,
        new Text(fields.text("name"), place),
        labels(fields, place),
        new Text(fields.text("selector"), place),
        ports(fields, place),
        new Text(fields.text("namespace"), place),
        fields.has("settings") ? settings(fields.object("settings")) : null,
        fields.flag("managed"),
        place);
  }

  private NamespaceDeclaration settings(RecordFields fields) throws BundleException {
    String declaring = fields.text("source");
    Place place = place(fields, "package " + declaring);
    return new NamespaceDeclaration(
        declaring,
        new Text(fields.text("name"), place),
        fields.flag("defaultDeny"),
        fields.constant("dns", Dns.class),
        labels(fields, place),
        texts(fields.texts("kubeApi"), place),
        place);
  }

  private ExternalDeclaration external(RecordFields fields) throws BundleException {
    String type = fields.text("type");
    Place place = place(fields, type);
    return new ExternalDeclaration(
        type,
        new Text(fields.text("host"), place),
        texts(fields.texts("cidrs"), place),
        ports(fields, place),
        place);
  }

  private RuleDeclaration rule(RecordFields fields) throws BundleException {
    String said = fields.text("source");
    Place place = place(fields, said);
    String direction = fields.text("direction");
    if (!direction.equals("ingress") && !direction.equals("egress")) {
      throw fields.refusal("direction", fields.line(), "is neither ingress nor egress");
    }
    return new RuleDeclaration(
        direction.equals("ingress") ? Direction.INGRESS : Direction.EGRESS,
        said,
        references(fields, said),
        optional(fields, "pods", place),
        optional(fields, "namespaces", place),
        optional(fields, "namespace", place),
        optional(fields, "cidr", place),
        texts(fields.texts("except"), place),
        texts(fields.texts("ports"), place),
        new Text(fields.text("why"), place),
        true,
        place);
  }

  private InvariantDeclaration invariant(RecordFields fields) throws BundleException {
    String said = fields.text("source");
    Place place = place(fields, said);
    String kind = fields.text("kind");
    if (!kind.equals("neverReaches") && !kind.equals("neverReachableFrom")) {
      throw fields.refusal("kind", fields.line(), "\"" + kind + "\" is not known");
    }
    return new InvariantDeclaration(
        kind.equals("neverReaches"),
        said,
        references(fields, said),
        new Text(fields.text("why"), place),
        true,
        place);
  }

  private List<Reference> references(RecordFields fields, String said) throws BundleException {
    List<String> types = fields.texts("types");
    List<String> sources = fields.has("sources") ? fields.texts("sources") : List.of();
    if (!sources.isEmpty() && sources.size() != types.size()) {
      throw fields.refusal("sources", fields.line(), "does not have one text for each type");
    }
    List<Reference> references = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String alone = sources.isEmpty() ? said : sources.get(i);
      Target target = targets.getOrDefault(types.get(i), new Target.NoPeer());
      references.add(new Reference(types.get(i), target, alone, place(fields, alone)));
    }
    return references;
  }

  private static @Nullable Text optional(RecordFields fields, String name, Place place)
      throws BundleException {
    String text = fields.textOrNull(name);
    return text == null ? null : new Text(text, place);
  }

  private static List<Text> labels(RecordFields fields, Place place) throws BundleException {
    List<Text> labels = new ArrayList<>();
    fields.map("labels").forEach((key, value) -> labels.add(new Text(key + "=" + value, place)));
    return labels;
  }

  private static List<PortDeclaration> ports(RecordFields fields, Place place)
      throws BundleException {
    List<PortDeclaration> ports = new ArrayList<>();
    for (RecordFields port : fields.objects("ports")) {
      ports.add(
          new PortDeclaration(
              new Text(port.text("name"), place),
              port.number("number"),
              place,
              port.constant("protocol", Protocol.class),
              place));
    }
    return ports;
  }

  private static List<Text> texts(List<String> texts, Place place) {
    return texts.stream().map(text -> new Text(text, place)).toList();
  }

  private Place place(RecordFields fields, String said) throws BundleException {
    return place(fields, "suppressed", said);
  }

  private Place place(RecordFields fields, String suppressed, String said) throws BundleException {
    Location location = new Location(file, fields.line(), within, said);
    return fields.has(suppressed)
        ? new SuppressedPlace(location, fields.texts(suppressed))
        : location;
  }
}
