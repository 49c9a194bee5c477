package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Proposes products that go with those in the cart. */
@Workload(
    name = "recommendationservice",
    labels = "app=recommendationservice",
    ports = @Port(number = 8080))
public interface RecommendationService {}
