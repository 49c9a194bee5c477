package dev.sallyport.processor.read;

/** The qualified names of the annotations. Names, not classes: none of them has to be loaded. */
final class Names {
  static final String PREFIX = "dev.sallyport.";
  static final String WORKLOAD = "dev.sallyport.Workload";
  static final String EXTERNAL = "dev.sallyport.External";
  static final String NAMESPACE = "dev.sallyport.Namespace";
  static final String PART_OF = "dev.sallyport.PartOf";
  static final String INGRESS = "dev.sallyport.AllowsIngressFrom";
  static final String EGRESS = "dev.sallyport.EgressTo";
  static final String INGRESS_ALL = "dev.sallyport.AllowsIngressFrom.All";
  static final String EGRESS_ALL = "dev.sallyport.EgressTo.All";
  static final String NEVER_REACHABLE_FROM = "dev.sallyport.NeverReachableFrom";
  static final String NEVER_REACHES = "dev.sallyport.NeverReaches";

  private Names() {}

  /** Whether this annotation is a rule, or holds several. */
  static boolean isRule(String type) {
    return type.startsWith(PREFIX)
        && (type.equals(INGRESS)
            || type.equals(EGRESS)
            || type.equals(INGRESS_ALL)
            || type.equals(EGRESS_ALL));
  }

  /** Whether this annotation makes a rule or an invariant. */
  static boolean isStatement(String type) {
    return isRule(type) || type.equals(NEVER_REACHABLE_FROM) || type.equals(NEVER_REACHES);
  }

  /** Whether this annotation is of the language. */
  static boolean isOwn(String type) {
    return isStatement(type)
        || type.equals(WORKLOAD)
        || type.equals(EXTERNAL)
        || type.equals(NAMESPACE)
        || type.equals(PART_OF);
  }
}
