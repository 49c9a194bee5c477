package dev.sallyport.fluent;

/**
 * Something that {@link Policies#of} takes: a namespace, a contract, or what is said for a
 * workload.
 *
 * <pre>{@code
 * List<Declaration> system = List.of(shop, orders, rules(frontend).egressTo(orders));
 * }</pre>
 */
public sealed interface Declaration
    permits NamespaceContract, WorkloadContract, ExternalContract, WorkloadStatement {}
