/** The gateway. */
package dev.sallyport.samples.petclinic.api;
