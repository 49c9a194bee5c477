package dev.sallyport.runtime.cluster;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;

@DisplayName("Policies after a rollout: a real API server")
class RealAfterRolloutPolicyServerTest extends AfterRolloutSuite {
  @Override
  SuiteServer serve(Path folder, TestReporter reporter) throws Exception {
    return RealServer.connect(reporter);
  }
}
