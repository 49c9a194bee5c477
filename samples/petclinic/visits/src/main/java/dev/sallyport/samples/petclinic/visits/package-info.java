/** The visits service. */
package dev.sallyport.samples.petclinic.visits;
