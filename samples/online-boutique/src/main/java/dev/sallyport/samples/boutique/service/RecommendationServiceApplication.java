package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.EgressTo;
import dev.sallyport.samples.boutique.Frontend;
import dev.sallyport.samples.boutique.ProductCatalogService;
import dev.sallyport.samples.boutique.RecommendationService;

/** Proposes products of the catalog. */
@AllowsIngressFrom(Frontend.class)
@EgressTo(ProductCatalogService.class)
public final class RecommendationServiceApplication implements RecommendationService {}
