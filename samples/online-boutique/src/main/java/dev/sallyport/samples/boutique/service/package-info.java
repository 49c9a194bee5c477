/**
 * The services of the Online Boutique, each with the connections that it makes and takes.
 *
 * <p>The real ones are written in five languages; a class that speaks for a workload needs no more
 * than its contract.
 */
package dev.sallyport.samples.boutique.service;
