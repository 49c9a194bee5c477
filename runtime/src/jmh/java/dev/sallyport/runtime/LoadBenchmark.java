package dev.sallyport.runtime;

import dev.sallyport.runtime.fast.KubectlLists;
import dev.sallyport.runtime.fast.KubectlText;
import dev.sallyport.runtime.objects.FastPath;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.KubernetesReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads the pods of a cluster from the text that kubectl prints. The score is milliseconds for
 * 1,000 pods; the set-up prints how many bytes they are.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class LoadBenchmark {
  private static final int PODS = 1000;

  /** The language of the text. */
  @Param({"json", "yaml"})
  public String language = "json";

  private byte[] text = new byte[0];

  /** Makes the text. */
  @Setup
  public void write() throws IOException {
    StringWriter out = new StringWriter();
    KubectlText pods = new KubectlText(42, 15);
    if (language.equals("json")) {
      pods.writeJson(PODS, out);
    } else {
      pods.writeYaml(PODS, out);
    }
    text = out.toString().getBytes(StandardCharsets.UTF_8);
    System.out.println(language + ": " + text.length + " bytes");
  }

  private KubernetesObjects read(FastPath fastPath) {
    return new KubernetesReader("default", fastPath).add("pods", text).objects();
  }

  /** The fast path. */
  @Benchmark
  public KubernetesObjects fast() {
    return read(new KubectlLists());
  }

  /** The full reader. */
  @Benchmark
  public KubernetesObjects full() {
    return read(FastPath.NONE);
  }
}
