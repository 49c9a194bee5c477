package dev.sallyport.check;

/** When a finding can be made. */
public enum Stage {
  /** From what one compilation sees, and again at deploy time. */
  COMPILE,
  /** Only at deploy time, from several jars together or from what is deployed. */
  DEPLOY
}
