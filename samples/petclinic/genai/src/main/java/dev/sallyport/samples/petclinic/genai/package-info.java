/** The service that answers in prose. */
package dev.sallyport.samples.petclinic.genai;
