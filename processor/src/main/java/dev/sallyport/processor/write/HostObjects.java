package dev.sallyport.processor.write;

import dev.sallyport.Dns;
import dev.sallyport.check.CheckedStatement;
import dev.sallyport.manifest.HostPolicy;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.Scalar;
import dev.sallyport.manifest.TargetManifests;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The manifests of a statement that names hosts, by file name. For targets whose part with names
 * takes more than one policy that part is missing, and the hosts stay closed until {@code sallyport
 * emit} has made it; a comment says so.
 *
 * @param files the texts by file name
 */
record HostObjects(Map<String, String> files) {

  static HostObjects of(CheckedStatement checked, PolicyTarget target) {
    Map<String, String> files = new LinkedHashMap<>();
    if (checked.policy().isPresent()) {
      Policy policy = checked.policy().get();
      Dns dns = checked.settings().isPresent() ? checked.settings().get().dns() : Dns.CLUSTER;
      List<Mapping> objects =
          TargetManifests.of(
              target,
              new HostPolicy(policy, checked.hosts(), dns),
              Map.of(NetworkPolicyManifest.SOURCE_ANNOTATION, policy.origin().source()));
      for (Mapping object : objects) {
        Mapping told = target.isLocal() ? object : object.withComment(later(target));
        files.put(name(object) + ".yaml", YamlWriter.write(told));
      }
    }
    return new HostObjects(files);
  }

  private static String later(PolicyTarget target) {
    return "The hosts of this policy are closed here: for target "
        + target.text()
        + " they need all policies together,\nand `sallyport emit --target "
        + target.text()
        + "` makes these from the jars.";
  }

  private static String name(Mapping object) {
    if (object.fields().get("metadata") instanceof Mapping metadata
        && metadata.fields().get("name") instanceof Scalar name) {
      return (String) name.value();
    }
    throw new IllegalStateException("an object without a name");
  }
}
