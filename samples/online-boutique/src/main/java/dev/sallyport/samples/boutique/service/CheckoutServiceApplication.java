package dev.sallyport.samples.boutique.service;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.EgressTo;
import dev.sallyport.samples.boutique.CartService;
import dev.sallyport.samples.boutique.CheckoutService;
import dev.sallyport.samples.boutique.CurrencyService;
import dev.sallyport.samples.boutique.EmailService;
import dev.sallyport.samples.boutique.Frontend;
import dev.sallyport.samples.boutique.PaymentService;
import dev.sallyport.samples.boutique.ProductCatalogService;
import dev.sallyport.samples.boutique.ShippingService;

/** Takes orders. Each client below names the call that it makes. */
@AllowsIngressFrom(Frontend.class)
public final class CheckoutServiceApplication implements CheckoutService {

  /** Reads the cart that is being ordered, and empties it. */
  @EgressTo(CartService.class)
  static final class CartClient {}

  /** Looks up what is being ordered. */
  @EgressTo(ProductCatalogService.class)
  static final class ProductCatalogClient {}

  /** Prices the order in the customer's currency. */
  @EgressTo(CurrencyService.class)
  static final class CurrencyClient {}

  /** Charges the card. */
  @EgressTo(value = PaymentService.class, why = "the only caller of payments")
  static final class PaymentClient {}

  /** Sends the goods. */
  @EgressTo(ShippingService.class)
  static final class ShippingClient {}

  /** Sends the confirmation. */
  @EgressTo(EmailService.class)
  static final class EmailClient {}
}
