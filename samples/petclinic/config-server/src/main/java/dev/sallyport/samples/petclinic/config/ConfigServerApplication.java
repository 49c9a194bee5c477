package dev.sallyport.samples.petclinic.config;

import dev.sallyport.AllowsIngressFrom;
import dev.sallyport.EgressTo;
import dev.sallyport.Internet;
import dev.sallyport.samples.petclinic.ConfigServer;
import dev.sallyport.samples.petclinic.DiscoveryServer;
import dev.sallyport.samples.petclinic.ServesEveryApp;

/** Serves configuration from a git repository to every application and to discovery. */
@ServesEveryApp
@AllowsIngressFrom(DiscoveryServer.class)
@EgressTo(
    value = Internet.class,
    ports = "443",
    why = "github.com: configuration; by name once a policy kind that carries names is chosen")
public final class ConfigServerApplication implements ConfigServer {}
