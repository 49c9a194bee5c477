package dev.sallyport.policy;

/** The direction of traffic as seen from the selected pods: an entry of {@code policyTypes}. */
public enum Direction {
  /** Connections to the selected pods. */
  INGRESS("Ingress"),
  /** Connections from the selected pods. */
  EGRESS("Egress");

  private final String text;

  Direction(String text) {
    this.text = text;
  }

  /** The direction as the API writes it: {@code Ingress} or {@code Egress}. */
  public String text() {
    return text;
  }
}
