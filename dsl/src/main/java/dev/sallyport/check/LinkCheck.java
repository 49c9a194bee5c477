package dev.sallyport.check;

/**
 * Checks what can only be seen when declarations are put together: names, overlaps, near misses,
 * both ends of each connection, invariants. Used on a compilation and on a set of jars.
 *
 * <p>Checks about what is <em>missing</em> are left out while a statement is not valid: the missing
 * half may be in it.
 */
public final class LinkCheck {
  private final Findings findings;

  /** Creates a check that reports to {@code findings}. */
  public LinkCheck(Findings findings) {
    this.findings = findings;
  }

  /** Checks a world. {@code O(declarations)} for usual labels; see the parts. */
  public void check(World world) {
    new IdentityCheck(findings).check(world);
    WorkloadIndex index = new WorkloadIndex(world);
    new OverlapCheck(findings).check(world, index);
    if (world.isAllValid()) {
      new NearMissCheck(findings, world, index).check();
      new EdgeCheck(findings, world, index).check();
      if (world.hasInvariants()) {
        new InvariantCheck(findings).check(world);
      }
    }
  }
}
