package dev.sallyport.runtime.fast;

import dev.sallyport.runtime.objects.KnownFields;

/** The fields of the objects on the way to those that matter in a pod. */
final class PodFields {
  static final Keys OBJECT = new Keys(KnownFields.of("OBJECT"));
  static final int API_VERSION = OBJECT.number("apiVersion");
  static final int KIND = OBJECT.number("kind");
  static final int METADATA = OBJECT.number("metadata");
  static final int SPEC = OBJECT.number("spec");
  static final int STATUS = OBJECT.number("status");

  static final Keys OBJECT_META = new Keys(KnownFields.of("OBJECT_META"));
  static final int NAME = OBJECT_META.number("name");
  static final int GENERATE_NAME = OBJECT_META.number("generateName");
  static final int NAMESPACE = OBJECT_META.number("namespace");
  static final int LABELS = OBJECT_META.number("labels");
  static final int OWNER_REFERENCES = OBJECT_META.number("ownerReferences");

  static final Keys OWNER = new Keys(KnownFields.of("OWNER_REFERENCE"));
  static final int OWNER_KIND = OWNER.number("kind");
  static final int OWNER_NAME = OWNER.number("name");
  static final int OWNER_CONTROLLER = OWNER.number("controller");

  static final Keys POD_SPEC = new Keys(KnownFields.of("POD_SPEC"));
  static final int HOST_NETWORK = POD_SPEC.number("hostNetwork");
  static final int CONTAINERS = POD_SPEC.number("containers");
  static final int INIT_CONTAINERS = POD_SPEC.number("initContainers");

  static final Keys CONTAINER = new Keys(KnownFields.of("CONTAINER"));
  static final int PORTS = CONTAINER.number("ports");
  static final int RESTART_POLICY = CONTAINER.number("restartPolicy");

  static final Keys PORT = new Keys(KnownFields.of("CONTAINER_PORT"));
  static final int PORT_NAME = PORT.number("name");
  static final int PORT_NUMBER = PORT.number("containerPort");
  static final int PORT_PROTOCOL = PORT.number("protocol");

  static final Keys POD_STATUS = new Keys(KnownFields.ofPodStatus());
  static final int PHASE = POD_STATUS.number("phase");
  static final int POD_IP = POD_STATUS.number("podIP");
  static final int POD_IPS = POD_STATUS.number("podIPs");

  static final Keys POD_IP_ITEM = new Keys(KnownFields.of("POD_IP"));

  private PodFields() {}
}
