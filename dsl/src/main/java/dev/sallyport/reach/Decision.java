package dev.sallyport.reach;

/** What is known of a {@link PluginChoice}. */
public enum Decision {
  /** The statement holds. */
  YES,
  /** It does not hold. */
  NO,
  /** Not known: answers that hinge on it are plugin-dependent. */
  OPEN
}
