package dev.sallyport.runtime.bundle;

import dev.sallyport.runtime.bundle.ManifestNode.Mapping;
import dev.sallyport.runtime.bundle.ManifestNode.Scalar;

/** Fields that a manifest must have. */
final class ManifestFields {

  private ManifestFields() {}

  static Mapping mapping(ManifestNode parent, String key, Source source) throws BundleException {
    if (field(parent, key, source) instanceof Mapping mapping) {
      return mapping;
    }
    throw new BundleException(source, "line " + parent.line() + ": \"" + key + "\" is no mapping");
  }

  static String string(ManifestNode parent, String key, Source source) throws BundleException {
    if (field(parent, key, source) instanceof Scalar scalar && scalar.isString()) {
      return scalar.text();
    }
    throw new BundleException(
        source,
        "line "
            + parent.line()
            + ": \""
            + key
            + "\" is not sure to be read as a string; put it in quotes");
  }

  private static ManifestNode field(ManifestNode parent, String key, Source source)
      throws BundleException {
    if (parent instanceof Mapping mapping) {
      ManifestNode value = mapping.entries().get(key);
      if (value != null) {
        return value;
      }
    }
    throw new BundleException(source, "line " + parent.line() + ": \"" + key + "\" is missing");
  }
}
