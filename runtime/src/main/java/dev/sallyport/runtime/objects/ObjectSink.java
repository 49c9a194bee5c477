package dev.sallyport.runtime.objects;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.document.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what readers find. What is null was refused, and its problem is taken on its own. */
interface ObjectSink {
  void problem(Problem problem);

  void problems(List<Problem> more);

  /** Counts an object that is not read. */
  void skipped(String versionAndKind);

  void add(Namespace namespace, Place place);

  void add(@Nullable FoundWorkload workload);

  void add(@Nullable FoundService service);

  void add(@Nullable Policy policy);

  void add(@Nullable ClusterPolicy policy);
}
