package dev.sallyport.runtime.rollout;

import dev.sallyport.runtime.cluster.OwnServer;
import dev.sallyport.runtime.cluster.SuiteServer;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;

@DisplayName("Rollout: the tests' own server")
class RolloutServerTest extends RolloutServerSuite {
  @Override
  SuiteServer serve(Path folder, TestReporter reporter) throws Exception {
    return OwnServer.start(folder);
  }
}
