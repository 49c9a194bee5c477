package dev.sallyport.reach;

import dev.sallyport.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a part of the policies changes nothing, because others say the same. */
interface Cover {

  /**
   * What covers a policy: rules that allow the same, and policies that keep its pods isolated, none
   * of them dispensable; null if it is needed.
   */
  @Nullable List<PolicyRule> ofPolicy(Policy policy);

  /**
   * What covers a rule, or a part of it: rules that allow the same, none of them dispensable; null
   * if it is needed.
   *
   * @param peer the peer of which it is asked; negative for all
   * @param port the port entry of which it is asked; negative for all
   */
  @Nullable List<PolicyRule> ofPart(PolicyRule rule, int peer, int port);
}
