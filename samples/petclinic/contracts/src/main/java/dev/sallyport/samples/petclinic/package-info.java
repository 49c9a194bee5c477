/**
 * Contracts of the Spring PetClinic microservices: the jar that every team depends on, and the only
 * one. It also holds what all applications have in common, as annotations.
 */
@Namespace(value = "petclinic", defaultDeny = true, dns = Dns.CLUSTER)
package dev.sallyport.samples.petclinic;

import dev.sallyport.Dns;
import dev.sallyport.Namespace;
