/**
 * The language for systems that have no classes to annotate: third-party workloads, tests, tools.
 * It says what the annotations say, makes the same declarations and has them checked by the same
 * checks, so a system has the same policies in both.
 *
 * <p>{@link dev.sallyport.fluent.Declare} is the start. Contracts come first and rules after them,
 * so two workloads can name each other:
 *
 * <pre>{@code
 * import static dev.sallyport.fluent.Declare.*;
 *
 * var shop = namespace("shop").defaultDeny().dns(Dns.NODE_LOCAL);
 * var frontend = workload("frontend").in(shop).labels("app=frontend").port("http", 8080);
 * var orders = workload("orders").in(shop).labels("app=orders").port("http", 8080);
 *
 * Policies policies =
 *     Policies.of(
 *         rules(frontend).egressTo(orders),
 *         rules(orders).allowsIngressFrom(frontend).why("the shop's pages"));
 * }</pre>
 *
 * <p>Everything here is an immutable value: a method returns a new value and leaves its own alone.
 */
@NullMarked
package dev.sallyport.fluent;

import org.jspecify.annotations.NullMarked;
