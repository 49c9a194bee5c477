package dev.sallyport.check;

/** What a finding does. */
public enum Severity {
  /** Stops the build; nothing is written for the workload. */
  ERROR,
  /** Is shown. */
  WARNING,
  /** Is not shown. */
  OFF
}
