/** The customers service. */
package dev.sallyport.samples.petclinic.customers;
