package dev.sallyport.runtime.extract;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One {@code List} object with all manifests, each moved in by four columns: in the strict subset
 * no scalar has several lines, so that moves text and changes none.
 */
final class ListFormat {
  private static final String MARKER = "---\n";

  private ListFormat() {}

  static SortedMap<String, String> files(List<PlacedManifest> manifests) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("policies.yaml", text(manifests));
    return files;
  }

  static String text(List<PlacedManifest> manifests) {
    StringBuilder text = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
    for (PlacedManifest manifest : manifests) {
      boolean begun = false;
      for (String line : withoutMarker(manifest.text()).lines().toList()) {
        boolean says = !line.isBlank() && !line.stripLeading().startsWith("#");
        boolean first = says && !begun;
        text.append(line.isBlank() ? "" : first ? "  - " : "    ").append(line).append('\n');
        begun |= says;
      }
    }
    return text.toString();
  }

  /** The document without the marker that may stand before it, wherever comments put it. */
  static String withoutMarker(String text) {
    if (text.startsWith(MARKER)) {
      return text.substring(MARKER.length());
    }
    int marker = text.indexOf("\n" + MARKER);
    return marker < 0
        ? text
        : text.substring(0, marker + 1) + text.substring(marker + 1 + MARKER.length());
  }
}
