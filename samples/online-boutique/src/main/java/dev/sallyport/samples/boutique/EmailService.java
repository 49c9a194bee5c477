package dev.sallyport.samples.boutique;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/**
 * Sends the confirmation of an order.
 *
 * <p>Its Service listens on 5000 and forwards to 8080. A NetworkPolicy sees the packet after that,
 * so the port of the contract is that of the pod.
 */
@Workload(name = "emailservice", labels = "app=emailservice", ports = @Port(number = 8080))
public interface EmailService {}
