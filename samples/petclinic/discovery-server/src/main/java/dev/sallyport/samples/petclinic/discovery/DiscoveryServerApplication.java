package dev.sallyport.samples.petclinic.discovery;

import dev.sallyport.EgressTo;
import dev.sallyport.samples.petclinic.ConfigServer;
import dev.sallyport.samples.petclinic.DiscoveryServer;
import dev.sallyport.samples.petclinic.ServesEveryApp;

/** Registers the applications. It reads its own configuration like they do. */
@ServesEveryApp
@EgressTo(ConfigServer.class)
public final class DiscoveryServerApplication implements DiscoveryServer {}
