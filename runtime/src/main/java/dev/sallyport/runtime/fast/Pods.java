package dev.sallyport.runtime.fast;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.runtime.objects.FoundWorkload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one pod of a regular text. */
final class Pods {
  private final PodFacts facts;
  private final List<ContainerPort> containerPorts = new ArrayList<>();

  Pods(PodFacts facts) {
    this.facts = facts;
  }

  /**
   * Reads the pod that starts where the walk is.
   *
   * @param level the level of the list in which it stands
   * @param line the line of the file on which it starts
   * @throws IrregularException if the text is not regular, or is no pod
   */
  FoundWorkload read(Walk walk, int level, int line) {
    facts.clear();
    long seen = 0;
    int fields = walk.enterObject(level);
    for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
      walk.name(fields);
      int field = PodFields.OBJECT.find(walk.text, walk.from, walk.to);
      seen = once(seen, field);
      if (field == PodFields.API_VERSION) {
        facts.apiVersion = walk.text();
      } else if (field == PodFields.KIND) {
        facts.kind = walk.text();
      } else if (!facts.kind.equals("Pod")) {
        throw new IrregularException();
      } else if (field == PodFields.METADATA) {
        metadata(walk, fields);
      } else if (field == PodFields.SPEC) {
        spec(walk, fields);
      } else {
        status(walk, fields);
      }
    }
    return facts.pod(line);
  }

  private static long once(long seen, int field) {
    if ((seen & (1L << field)) != 0) {
      throw new IrregularException();
    }
    return seen | (1L << field);
  }

  private void metadata(Walk walk, int level) {
    long seen = 0;
    int fields = walk.enterObject(level);
    for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
      walk.name(fields);
      int field = PodFields.OBJECT_META.find(walk.text, walk.from, walk.to);
      seen = once(seen, field);
      if (field == PodFields.NAME) {
        facts.name(walk.text());
      } else if (field == PodFields.NAMESPACE) {
        facts.namespace(walk.text());
      } else if (field == PodFields.GENERATE_NAME) {
        walk.text();
      } else if (field == PodFields.LABELS) {
        labels(walk, fields);
      } else if (field == PodFields.OWNER_REFERENCES) {
        owners(walk, fields);
      } else {
        walk.skip(fields);
      }
    }
  }

  private void labels(Walk walk, int level) {
    Map<String, String> labels = new HashMap<>();
    int fields = walk.enterObject(level);
    for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
      walk.name(fields);
      String key = walk.passed();
      if (labels.put(key, walk.text()) != null) {
        throw new IrregularException();
      }
    }
    facts.labels(labels);
  }

  private void owners(Walk walk, int level) {
    int items = walk.enterList(level);
    for (boolean next = items != Walk.EMPTY; next; next = walk.moreItems(items)) {
      walk.item(items);
      String kind = "";
      String name = "";
      boolean controls = false;
      long seen = 0;
      int fields = walk.enterObject(items);
      for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
        walk.name(fields);
        int field = PodFields.OWNER.find(walk.text, walk.from, walk.to);
        seen = once(seen, field);
        if (field == PodFields.OWNER_KIND) {
          kind = walk.text();
        } else if (field == PodFields.OWNER_NAME) {
          name = walk.text();
        } else if (field == PodFields.OWNER_CONTROLLER) {
          controls = walk.truth();
        } else {
          walk.skip(fields);
        }
      }
      facts.owner(kind, name, controls);
    }
  }

  private void spec(Walk walk, int level) {
    long seen = 0;
    int fields = walk.enterObject(level);
    for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
      walk.name(fields);
      int field = PodFields.POD_SPEC.find(walk.text, walk.from, walk.to);
      seen = once(seen, field);
      if (field == PodFields.HOST_NETWORK) {
        facts.hostNetwork(walk.truth());
      } else if (field == PodFields.CONTAINERS || field == PodFields.INIT_CONTAINERS) {
        containers(walk, fields, field == PodFields.INIT_CONTAINERS);
      } else {
        walk.skip(fields);
      }
    }
  }

  private void containers(Walk walk, int level, boolean init) {
    int items = walk.enterList(level);
    for (boolean next = items != Walk.EMPTY; next; next = walk.moreItems(items)) {
      walk.item(items);
      containerPorts.clear();
      boolean always = false;
      long seen = 0;
      int fields = walk.enterObject(items);
      for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
        walk.name(fields);
        int field = PodFields.CONTAINER.find(walk.text, walk.from, walk.to);
        seen = once(seen, field);
        if (field == PodFields.PORTS) {
          ports(walk, fields);
        } else if (field == PodFields.RESTART_POLICY) {
          always = walk.text().equals("Always");
        } else {
          walk.skip(fields);
        }
      }
      if (!init) {
        facts.container(containerPorts);
      } else if (always) {
        facts.sidecar(containerPorts);
      }
    }
  }

  private void ports(Walk walk, int level) {
    int items = walk.enterList(level);
    for (boolean next = items != Walk.EMPTY; next; next = walk.moreItems(items)) {
      walk.item(items);
      String name = "";
      String protocol = "TCP";
      int number = 0;
      long seen = 0;
      int fields = walk.enterObject(items);
      for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
        walk.name(fields);
        int field = PodFields.PORT.find(walk.text, walk.from, walk.to);
        seen = once(seen, field);
        if (field == PodFields.PORT_NUMBER) {
          number = walk.smallNumber();
        } else if (field == PodFields.PORT_NAME) {
          name = walk.text();
        } else if (field == PodFields.PORT_PROTOCOL) {
          protocol = walk.text();
        } else {
          walk.skip(fields);
        }
      }
      containerPorts.add(facts.port(name, number, protocol));
    }
  }

  private void status(Walk walk, int level) {
    long seen = 0;
    int fields = walk.enterObject(level);
    for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
      walk.name(fields);
      int field = PodFields.POD_STATUS.find(walk.text, walk.from, walk.to);
      seen = once(seen, field);
      if (field == PodFields.PHASE) {
        facts.phase(walk.text());
      } else if (field == PodFields.POD_IP) {
        facts.podIp(walk.text());
      } else if (field == PodFields.POD_IPS) {
        addresses(walk, fields);
      } else {
        walk.skip(fields);
      }
    }
  }

  private void addresses(Walk walk, int level) {
    int items = walk.enterList(level);
    for (boolean next = items != Walk.EMPTY; next; next = walk.moreItems(items)) {
      walk.item(items);
      long seen = 0;
      int fields = walk.enterObject(items);
      for (boolean more = fields != Walk.EMPTY; more; more = walk.moreFields(fields)) {
        walk.name(fields);
        seen = once(seen, PodFields.POD_IP_ITEM.find(walk.text, walk.from, walk.to));
        facts.podIps(walk.text());
      }
    }
  }
}
