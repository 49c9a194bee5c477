package dev.sallyport.policy;

/**
 * Where a rule or policy comes from, for people: shown in comments of manifests, explanations and
 * reports.
 *
 * @param source what said it, for example {@code @EgressTo(Ledger.class) on shop.OrdersApplication}
 *     or {@code policies/orders.yaml:14 spec.egress[0]}
 * @param why the reason that was given; empty if none was
 */
public record Origin(String source, String why) {}
