package dev.sallyport.samples.petclinic;

import dev.sallyport.Port;
import dev.sallyport.Workload;

/**
 * Shows dashboards. It has no rule, so it gets no policy of its own: default deny holds its pods.
 */
@Workload(name = "grafana-server", labels = "app=grafana-server", ports = @Port(number = 3000))
public interface Grafana {}
