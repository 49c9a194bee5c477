package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Converts amounts of money. The only pod whose port has a name. */
@Workload(
    name = "currencyservice",
    labels = "app=currencyservice",
    ports = @Port(name = "grpc", number = 7000))
public interface CurrencyService {}
