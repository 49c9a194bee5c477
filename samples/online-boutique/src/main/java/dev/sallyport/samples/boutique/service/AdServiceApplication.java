package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.boutique.AdService;
import dev.sallyport.samples.boutique.Frontend;

/** Serves advertisements; calls nobody. */
@AllowsIngressFrom(Frontend.class)
public final class AdServiceApplication implements AdService {}
