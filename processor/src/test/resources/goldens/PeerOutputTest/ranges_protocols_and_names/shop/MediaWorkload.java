package shop;

import javax.annotation.processing.Generated;

/**
 * Constants of workload {@code _/media}, as {@code shop.Media} declares it.
 */
@Generated("dev.sallyport.processor.StatementProcessor")
public final class MediaWorkload {
  /**
   * Namespace and name, as the tests' assertions name it.
   */
  public static final String REF = "_/media";

  /**
   * The name of the workload and of its NetworkPolicy.
   */
  public static final String NAME = "media";

  /**
   * The logical namespace; empty where the place of deployment decides.
   */
  public static final String NAMESPACE = "";

  /**
   * Which pods are this workload, in kubectl's selector syntax.
   */
  public static final String SELECTOR = "app=media";

  /**
   * The labels of the workload's pods, as kubectl writes them.
   */
  public static final String LABELS = "app=media";

  /**
   * Pod port 5060, UDP.
   */
  public static final int SIP_PORT = 5060;

  /**
   * The name of container port 5060.
   */
  public static final String SIP_PORT_NAME = "sip";

  /**
   * Pod port 5061, TCP.
   */
  public static final int SIP_TLS_PORT = 5061;

  /**
   * The name of container port 5061.
   */
  public static final String SIP_TLS_PORT_NAME = "sip-tls";

  /**
   * Pod port 10000, UDP.
   */
  public static final int PORT_10000_UDP = 10000;

  /**
   * Pod port 3868, SCTP.
   */
  public static final int PORT_2ND_PORT = 3868;

  /**
   * The name of container port 3868.
   */
  public static final String PORT_2ND_PORT_NAME = "2nd";

  private MediaWorkload() {
  }
}
