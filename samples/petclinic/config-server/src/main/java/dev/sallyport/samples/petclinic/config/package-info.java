/** The configuration server. */
package dev.sallyport.samples.petclinic.config;
