package dev.sallyport.samples.boutique.service;

import dev.sallyport.EgressTo;
import dev.sallyport.samples.boutique.Frontend;
import dev.sallyport.samples.boutique.LoadGenerator;

/** Visits the shop. Nobody visits it: it has no ingress rule, so nothing gets in. */
@EgressTo(Frontend.class)
public final class LoadGeneratorApplication implements LoadGenerator {}
