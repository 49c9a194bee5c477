package dev.sallyport.runtime.rollout;

import dev.sallyport.runtime.cluster.RealServer;
import dev.sallyport.runtime.cluster.SuiteServer;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;

@DisplayName("Rollout: a real API server")
class RealRolloutServerTest extends RolloutServerSuite {
  @Override
  SuiteServer serve(Path folder, TestReporter reporter) throws Exception {
    return RealServer.connect(reporter);
  }
}
