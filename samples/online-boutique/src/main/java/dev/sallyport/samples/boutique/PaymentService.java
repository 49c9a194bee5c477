package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/** Charges a card. */
@Workload(name = "paymentservice", labels = "app=paymentservice", ports = @Port(number = 50051))
public interface PaymentService {}
