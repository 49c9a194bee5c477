package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.boutique.CheckoutService;
import dev.sallyport.samples.boutique.Frontend;
import dev.sallyport.samples.boutique.ProductCatalogService;
import dev.sallyport.samples.boutique.RecommendationService;

/** Serves the catalog. */
@AllowsIngressFrom({Frontend.class, CheckoutService.class, RecommendationService.class})
public final class ProductCatalogServiceApplication implements ProductCatalogService {}
