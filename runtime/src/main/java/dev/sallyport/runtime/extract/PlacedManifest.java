package dev.sallyport.runtime.extract;

import dev.sallyport.runtime.bundle.Manifest;

/**
 * A manifest with its final text and place.
 *
 * @param manifest with its final text, which ends with a line break
 * @param folder the namespace after mapping, or {@code _}
 * @param file the name of its file
 * @param namespaceWide whether it selects every pod of its namespace
 */
record PlacedManifest(Manifest manifest, String folder, String file, boolean namespaceWide) {

  String path() {
    return folder + "/" + file;
  }

  String text() {
    return manifest.text();
  }
}
