package dev.sallyport.runtime.fast;

import dev.sallyport.runtime.objects.KnownFields;

/** The fields of a list. */
final class ListFields {
  static final Keys LIST = new Keys(KnownFields.of("LIST"));
  static final int API_VERSION = LIST.number("apiVersion");
  static final int KIND = LIST.number("kind");
  static final int METADATA = LIST.number("metadata");
  static final Keys LIST_META = new Keys(KnownFields.of("LIST_META"));

  private ListFields() {}
}
