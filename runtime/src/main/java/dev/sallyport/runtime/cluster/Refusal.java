package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.document.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says in words why an API server did not do what it was asked. Source: Kubernetes API
 * documentation, {@code v1} Status.
 */
final class Refusal {
  /** How an API server begins to say that it does not know a field of what is applied. */
  private static final String UNKNOWN_FIELD = "failed to create typed patch object";

  private static final String CONFLICT_START = "conflict with ";

  /** Resources that no namespace has, so that naming one does not help. */
  private static final List<String> CLUSTER_WIDE =
      List.of(
          ClusterKind.CLUSTER_NETWORK_POLICY.plural(),
          ClusterKind.ADMIN_NETWORK_POLICY.plural(),
          ClusterKind.BASELINE_ADMIN_NETWORK_POLICY.plural());

  private Refusal() {}

  /** The exception for an answer with an error code. */
  static ClusterException of(String cluster, ClusterApi.Subject subject, int code, Node status) {
    String said = Tree.text(status, "message");
    String start = cluster + ": ";
    String because = said.isEmpty() ? "" : "; the server says: " + said;
    if (code == 500 && said.startsWith(UNKNOWN_FIELD)) {
      return new ClusterException(
          Reason.INVALID, start + "the server refuses to " + describe(subject) + ": " + said);
    }
    return switch (code) {
      case 401 ->
          new ClusterException(
              Reason.UNAUTHORIZED,
              start
                  + "the server does not accept these credentials (401): log in again, or look at"
                  + " the user of this context"
                  + because);
      case 403 -> forbidden(start, subject, because, status);
      case 404 -> new ClusterException(Reason.NOT_FOUND, start + notFound(subject) + because);
      case 409 -> conflict(start, subject, because, status);
      case 400, 413, 415, 422 ->
          new ClusterException(
              Reason.INVALID,
              start
                  + "the server refuses to "
                  + describe(subject)
                  + " ("
                  + code
                  + ")"
                  + causes(status, said));
      case 410 ->
          new ClusterException(
              Reason.CHANGED, start + "the list grew too old while it was read" + because);
      case 429 ->
          new ClusterException(
              Reason.BUSY,
              start + "the server has too much to do (429); try again later" + because);
      default ->
          new ClusterException(
              code >= 500 ? Reason.FAILED : Reason.INVALID,
              start + "could not " + describe(subject) + " (" + code + ")" + because);
    };
  }

  /** A 403 is about permissions mostly, but admission and terminating namespaces say it too. */
  private static ClusterException forbidden(
      String start, ClusterApi.Subject subject, String because, Node status) {
    boolean namespaceEnds =
        Tree.items(status, "details", "causes").stream()
            .anyMatch(cause -> Tree.text(cause, "reason").equals("NamespaceTerminating"));
    if (namespaceEnds) {
      return new ClusterException(
          Reason.INVALID,
          start + "namespace " + subject.namespace() + " is being deleted" + because);
    }
    return new ClusterException(
        Reason.FORBIDDEN,
        start
            + "may not "
            + describe(subject)
            + " (403). The permission that is missing: verb \""
            + subject.verb()
            + (subject.verb().equals("patch") ? "\" (and \"create\" for what is new" : "")
            + (subject.verb().equals("patch") ? ") on resource \"" : "\" on resource \"")
            + subject.resource()
            + "\" of API group \""
            + subject.group()
            + "\", "
            + (subject.namespace().isEmpty()
                ? "by a ClusterRole with a ClusterRoleBinding"
                    + (subject.verb().equals("list") && !CLUSTER_WIDE.contains(subject.resource())
                        ? " (or read single namespaces only, with -n)"
                        : "")
                : "by a Role in namespace " + subject.namespace())
            + because);
  }

  private static String notFound(ClusterApi.Subject subject) {
    if (subject.resource().equals("namespaces")) {
      return "there is no namespace " + subject.object();
    }
    return subject.verb().equals("patch") || subject.verb().equals("create")
        ? "could not "
            + describe(subject)
            + " (404): there is no namespace "
            + subject.namespace()
            + "; create it first"
        : "could not " + describe(subject) + ": it is not there (404)";
  }

  private static ClusterException conflict(
      String start, ClusterApi.Subject subject, String because, Node status) {
    List<FieldConflict> conflicts = new ArrayList<>();
    for (Node cause : Tree.items(status, "details", "causes")) {
      String message = Tree.text(cause, "message");
      if (Tree.text(cause, "reason").equals("FieldManagerConflict")) {
        conflicts.add(
            new FieldConflict(
                Tree.text(cause, "field"),
                message.startsWith(CONFLICT_START)
                    ? message.substring(CONFLICT_START.length())
                    : message));
      }
    }
    if (conflicts.isEmpty()) {
      return new ClusterException(
          Reason.CHANGED,
          start
              + "could not "
              + describe(subject)
              + " (409): it was changed meanwhile; run this again"
              + because);
    }
    conflicts.sort(
        Comparator.comparing(FieldConflict::field).thenComparing(FieldConflict::manager));
    return new ClusterException(
        Reason.CONFLICT,
        start
            + "could not "
            + describe(subject)
            + ": others set "
            + String.join("; ", conflicts.stream().map(FieldConflict::toString).toList()),
        conflicts);
  }

  /** Each thing that is wrong with the object, a line each if there are several. */
  private static String causes(Node status, String said) {
    List<String> causes = new ArrayList<>();
    for (Node cause : Tree.items(status, "details", "causes")) {
      String field = Tree.text(cause, "field");
      causes.add((field.isEmpty() ? "" : field + ": ") + Tree.text(cause, "message"));
    }
    if (causes.isEmpty()) {
      return said.isEmpty() ? "" : ": " + said;
    }
    return causes.size() == 1 ? ": " + causes.get(0) : ":\n  " + String.join("\n  ", causes);
  }

  /** For example {@code list networkpolicies in namespace shop}. */
  static String describe(ClusterApi.Subject subject) {
    String object = subject.object();
    if (!object.isEmpty()) {
      String place = subject.namespace().isEmpty() ? "" : subject.namespace() + "/";
      String verb = subject.verb().equals("patch") ? "apply" : subject.verb();
      return verb + " " + subject.resource() + " " + place + object;
    }
    return subject.verb()
        + " "
        + subject.resource()
        + (subject.namespace().isEmpty()
            ? " in the whole cluster"
            : " in namespace " + subject.namespace());
  }
}
