package dev.sallyport.runtime.rollout;

import dev.sallyport.reach.ClusterEvent;

/** One call to the API server that changes one policy. Each can be undone, and made twice. */
public sealed interface Action {

  /** {@code namespace/name} of the policy. */
  String id();

  /** The action that undoes this one. */
  Action inverse();

  /** What it changes, as the engine sees it. */
  ClusterEvent event();

  /** What it does, in words. */
  String text();

  /**
   * A policy that is not there comes.
   *
   * @param after the policy
   */
  record Create(StoredPolicy after) implements Action {
    @Override
    public String id() {
      return after.id();
    }

    @Override
    public Action inverse() {
      return new Delete(after);
    }

    @Override
    public ClusterEvent event() {
      return new ClusterEvent.PolicyApplied(after.policy());
    }

    @Override
    public String text() {
      return "create " + id();
    }
  }

  /**
   * A policy changes as a whole.
   *
   * @param before the policy as it is
   * @param after the policy as it will be; of the same name
   */
  record Replace(StoredPolicy before, StoredPolicy after) implements Action {
    /** Creates the action. */
    public Replace {
      if (!before.id().equals(after.id())) {
        throw new IllegalArgumentException(before.id() + " is not " + after.id());
      }
    }

    @Override
    public String id() {
      return after.id();
    }

    @Override
    public Action inverse() {
      return new Replace(after, before);
    }

    @Override
    public ClusterEvent event() {
      return new ClusterEvent.PolicyApplied(after.policy());
    }

    @Override
    public String text() {
      return "replace " + id();
    }
  }

  /**
   * A policy goes.
   *
   * @param before the policy as it is
   */
  record Delete(StoredPolicy before) implements Action {
    @Override
    public String id() {
      return before.id();
    }

    @Override
    public Action inverse() {
      return new Create(before);
    }

    @Override
    public ClusterEvent event() {
      return new ClusterEvent.PolicyRemoved(before.policy().namespace(), before.policy().name());
    }

    @Override
    public String text() {
      return "delete " + id();
    }
  }
}
