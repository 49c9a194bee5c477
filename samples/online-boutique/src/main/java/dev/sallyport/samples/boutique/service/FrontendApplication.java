package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.EgressTo;
import dev.sallyport.Internet;
import dev.sallyport.samples.boutique.AdService;
import dev.sallyport.samples.boutique.CartService;
import dev.sallyport.samples.boutique.CheckoutService;
import dev.sallyport.samples.boutique.CurrencyService;
import dev.sallyport.samples.boutique.Frontend;
import dev.sallyport.samples.boutique.LoadGenerator;
import dev.sallyport.samples.boutique.ProductCatalogService;
import dev.sallyport.samples.boutique.RecommendationService;
import dev.sallyport.samples.boutique.ShippingService;

/**
 * The shop.
 *
 * <p>Customers come through a Service of type {@code LoadBalancer}. {@link Internet} lets public
 * addresses in and no pod. The Service must keep the address of the client for that ({@code
 * externalTrafficPolicy: Local}): otherwise each packet seems to come from a node.
 */
@AllowsIngressFrom(value = Internet.class, why = "customers, through the load balancer")
@AllowsIngressFrom(LoadGenerator.class)
@EgressTo({
  AdService.class,
  CartService.class,
  CheckoutService.class,
  CurrencyService.class,
  ProductCatalogService.class,
  RecommendationService.class,
  ShippingService.class
})
public final class FrontendApplication implements Frontend {}
