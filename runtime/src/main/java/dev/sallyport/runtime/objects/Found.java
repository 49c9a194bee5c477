package dev.sallyport.runtime.objects;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was found in one object, until it is known whether the text around it can be used. */
public final class Found {
  private final List<Consumer<ObjectSink>> all = new ArrayList<>(1);

  Found() {}

  /** Passes on what was found, in order. */
  void to(ObjectSink sink) {
    for (Consumer<ObjectSink> each : all) {
      each.accept(sink);
    }
  }

  /** Where to put what is found. */
  ObjectSink sink() {
    return new ObjectSink() {
      @Override
      public void problem(Problem problem) {
        all.add(sink -> sink.problem(problem));
      }

      @Override
      public void problems(List<Problem> more) {
        if (!more.isEmpty()) {
          all.add(sink -> sink.problems(more));
        }
      }

      @Override
      public void skipped(String versionAndKind) {
        all.add(sink -> sink.skipped(versionAndKind));
      }

      @Override
      public void add(Namespace namespace, Place place) {
        all.add(sink -> sink.add(namespace, place));
      }

      @Override
      public void add(@Nullable FoundWorkload workload) {
        all.add(sink -> sink.add(workload));
      }

      @Override
      public void add(@Nullable FoundService service) {
        all.add(sink -> sink.add(service));
      }

      @Override
      public void add(@Nullable Policy policy) {
        all.add(sink -> sink.add(policy));
      }

      @Override
      public void add(@Nullable ClusterPolicy policy) {
        all.add(sink -> sink.add(policy));
      }
    };
  }
}
