package dev.sallyport.runtime.fast;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.runtime.objects.FoundWorkload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one pod of regular JSON. */
final class JsonPods {
  private final PodFacts facts;
  private final List<ContainerPort> containerPorts = new ArrayList<>();

  JsonPods(PodFacts facts) {
    this.facts = facts;
  }

  /**
   * Reads the pod that starts where the walk is.
   *
   * @param depth the depth of the pod's braces
   * @param line the line of the file on which it starts
   * @throws IrregularException if the text is not regular, or is no pod
   */
  FoundWorkload read(RegularJson json, int depth, int line) {
    facts.clear();
    int inner = depth + 1;
    long seen = 0;
    boolean more = json.enter('{', '}');
    while (more) {
      json.name(inner);
      int field = PodFields.OBJECT.find(json.text, json.from, json.to);
      seen = once(seen, field);
      if (field == PodFields.API_VERSION) {
        facts.apiVersion = json.text();
      } else if (field == PodFields.KIND) {
        facts.kind = json.text();
      } else if (!facts.kind.equals("Pod")) {
        throw IrregularException.INSTANCE;
      } else if (field == PodFields.METADATA) {
        metadata(json, inner);
      } else if (field == PodFields.SPEC) {
        spec(json, inner);
      } else {
        status(json, inner);
      }
      more = json.more(inner, '}');
    }
    return facts.pod(line);
  }

  private static long once(long seen, int field) {
    if ((seen & 1L << field) != 0) {
      throw IrregularException.INSTANCE;
    }
    return seen | 1L << field;
  }

  private void metadata(RegularJson json, int depth) {
    int inner = depth + 1;
    long seen = 0;
    boolean more = json.enter('{', '}');
    while (more) {
      json.name(inner);
      int field = PodFields.OBJECT_META.find(json.text, json.from, json.to);
      seen = once(seen, field);
      if (field == PodFields.NAME) {
        facts.name(json.text());
      } else if (field == PodFields.NAMESPACE) {
        facts.namespace(json.text());
      } else if (field == PodFields.GENERATE_NAME) {
        json.string();
      } else if (field == PodFields.LABELS) {
        labels(json, inner);
      } else if (field == PodFields.OWNER_REFERENCES) {
        owners(json, inner);
      } else {
        json.skip(inner);
      }
      more = json.more(inner, '}');
    }
  }

  private void labels(RegularJson json, int depth) {
    Map<String, String> labels = new HashMap<>();
    boolean more = json.enter('{', '}');
    while (more) {
      json.name(depth + 1);
      String key =
          new String(
              json.text,
              json.from,
              json.to - json.from,
              StandardCharsets.ISO_8859_1);
      if (labels.put(key, json.text()) != null) {
        throw IrregularException.INSTANCE;
      }
      more = json.more(depth + 1, '}');
    }
    facts.labels(labels);
  }

  private void owners(RegularJson json, int depth) {
    boolean moreOwners = json.enter('[', ']');
    while (moreOwners) {
      json.indent(depth + 1);
      String kind = "";
      String name = "";
      boolean controls = false;
      long seen = 0;
      boolean more = json.enter('{', '}');
      while (more) {
        json.name(depth + 2);
        int field = PodFields.OWNER.find(json.text, json.from, json.to);
        seen = once(seen, field);
        if (field == PodFields.OWNER_KIND) {
          kind = json.text();
        } else if (field == PodFields.OWNER_NAME) {
          name = json.text();
        } else if (field == PodFields.OWNER_CONTROLLER) {
          controls = json.truth();
        } else {
          json.skip(depth + 2);
        }
        more = json.more(depth + 2, '}');
      }
      facts.owner(kind, name, controls);
      moreOwners = json.more(depth + 1, ']');
    }
  }

  private void spec(RegularJson json, int depth) {
    int inner = depth + 1;
    long seen = 0;
    boolean more = json.enter('{', '}');
    while (more) {
      json.name(inner);
      int field = PodFields.POD_SPEC.find(json.text, json.from, json.to);
      seen = once(seen, field);
      if (field == PodFields.HOST_NETWORK) {
        facts.hostNetwork(json.truth());
      } else if (field == PodFields.CONTAINERS || field == PodFields.INIT_CONTAINERS) {
        containers(json, inner, field == PodFields.INIT_CONTAINERS);
      } else {
        json.skip(inner);
      }
      more = json.more(inner, '}');
    }
  }

  private void containers(RegularJson json, int depth, boolean init) {
    boolean moreContainers = json.enter('[', ']');
    while (moreContainers) {
      json.indent(depth + 1);
      containerPorts.clear();
      boolean always = false;
      long seen = 0;
      boolean more = json.enter('{', '}');
      while (more) {
        json.name(depth + 2);
        int field = PodFields.CONTAINER.find(json.text, json.from, json.to);
        seen = once(seen, field);
        if (field == PodFields.PORTS) {
          ports(json, depth + 2);
        } else if (field == PodFields.RESTART_POLICY) {
          always = json.text().equals("Always");
        } else {
          json.skip(depth + 2);
        }
        more = json.more(depth + 2, '}');
      }
      if (!init) {
        facts.container(containerPorts);
      } else if (always) {
        facts.sidecar(containerPorts);
      }
      moreContainers = json.more(depth + 1, ']');
    }
  }

  private void ports(RegularJson json, int depth) {
    boolean morePorts = json.enter('[', ']');
    while (morePorts) {
      json.indent(depth + 1);
      String name = "";
      String protocol = "";
      int number = 0;
      long seen = 0;
      boolean more = json.enter('{', '}');
      while (more) {
        json.name(depth + 2);
        int field = PodFields.PORT.find(json.text, json.from, json.to);
        seen = once(seen, field);
        if (field == PodFields.PORT_NUMBER) {
          number = json.smallNumber();
        } else if (field == PodFields.PORT_NAME) {
          name = json.text();
        } else if (field == PodFields.PORT_PROTOCOL) {
          protocol = json.text();
          if (protocol.isEmpty()) {
            throw IrregularException.INSTANCE;
          }
        } else {
          json.skip(depth + 2);
        }
        more = json.more(depth + 2, '}');
      }
      containerPorts.add(facts.port(name, number, protocol));
      morePorts = json.more(depth + 1, ']');
    }
  }

  private void status(RegularJson json, int depth) {
    int inner = depth + 1;
    long seen = 0;
    boolean more = json.enter('{', '}');
    while (more) {
      json.name(inner);
      int field = PodFields.POD_STATUS.find(json.text, json.from, json.to);
      seen = once(seen, field);
      if (field == PodFields.PHASE) {
        facts.phase(json.text());
      } else if (field == PodFields.POD_IP) {
        facts.podIp(json.text());
      } else if (field == PodFields.POD_IPS) {
        addresses(json, inner);
      } else {
        json.skip(inner);
      }
      more = json.more(inner, '}');
    }
  }

  private void addresses(RegularJson json, int depth) {
    boolean moreAddresses = json.enter('[', ']');
    while (moreAddresses) {
      json.indent(depth + 1);
      long seen = 0;
      boolean more = json.enter('{', '}');
      while (more) {
        json.name(depth + 2);
        seen = once(seen, PodFields.POD_IP_ITEM.find(json.text, json.from, json.to));
        facts.podIps(json.text());
        more = json.more(depth + 2, '}');
      }
      moreAddresses = json.more(depth + 1, ']');
    }
  }
}
