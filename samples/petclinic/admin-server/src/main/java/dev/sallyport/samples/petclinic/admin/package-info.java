/** The admin server. */
package dev.sallyport.samples.petclinic.admin;
