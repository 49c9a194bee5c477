package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.samples.boutique.CheckoutService;
import dev.sallyport.samples.boutique.EmailService;

/** Sends confirmations. */
@AllowsIngressFrom(CheckoutService.class)
public final class EmailServiceApplication implements EmailService {}
