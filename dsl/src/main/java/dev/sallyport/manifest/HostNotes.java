package dev.sallyport.manifest;

/** What every manifest with host names tells people. */
final class HostNotes {
  /** Above an object that adds names to a NetworkPolicy. */
  static final String BESIDE =
      "Adds host names to the NetworkPolicy \"%s\", which isolates the pods: what either allows is"
          + "\nallowed. ";

  private static final String ADDRESSES =
      "A name is allowed through the addresses that DNS answers, for as long as they are"
          + "\nvalid. A JVM may keep an answer for longer: set networkaddress.cache.ttl to no more than"
          + "\nthe TTL of the names (finding SP070).";

  private HostNotes() {}

  static String addresses() {
    return ADDRESSES;
  }

  static String beside(String policy) {
    return BESIDE.replace("%s", policy).concat(ADDRESSES);
  }

  static String inPlace(String policy) {
    return "Stands in place of the NetworkPolicy \""
        .concat(policy)
        .concat("\" and says all of it; remove that one, should it exist.\n")
        .concat(ADDRESSES);
  }
}
