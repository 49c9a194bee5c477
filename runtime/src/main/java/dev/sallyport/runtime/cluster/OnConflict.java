package dev.sallyport.runtime.cluster;

/** What to do where a field that is to be set belongs to somebody else. */
public enum OnConflict {
  /** Change nothing and say which fields. */
  REFUSE,
  /** Set the field and become its owner, as {@code kubectl apply --force-conflicts}. */
  TAKE_OVER
}
