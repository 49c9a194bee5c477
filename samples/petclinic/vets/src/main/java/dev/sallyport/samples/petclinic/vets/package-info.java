/** The vets service. */
package dev.sallyport.samples.petclinic.vets;
