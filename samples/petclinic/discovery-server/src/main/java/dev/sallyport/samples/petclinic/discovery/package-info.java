/** The discovery server. */
package dev.sallyport.samples.petclinic.discovery;
