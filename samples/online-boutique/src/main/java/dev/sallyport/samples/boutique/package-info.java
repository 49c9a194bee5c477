/**
 * Contracts of the Online Boutique: which pods there are, what labels they carry and where they
 * listen.
 *
 * <p>The system's own manifests name no namespace, and neither do these contracts: the place of
 * deployment decides.
 */
package dev.sallyport.samples.boutique;
