package dev.sallyport.runtime.objects;

import dev.sallyport.Protocol;
import java.util.List;
import java.util.Map;

/**
 * A Service.
 *
 * @param namespace its namespace
 * @param name its name
 * @param selector the labels of the pods behind it; empty if it has no selector
 * @param ports its ports
 * @param place file and line
 */
public record FoundService(
    String namespace,
    String name,
    Map<String, String> selector,
    List<ServicePort> ports,
    Place place) {

  /**
   * A port of a Service.
   *
   * @param name its name; empty if it has none
   * @param port the port of the Service
   * @param targetPort number or name of the pods' port
   * @param protocol its protocol
   */
  public record ServicePort(String name, int port, String targetPort, Protocol protocol) {}
}
