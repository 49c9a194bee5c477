package dev.sallyport.runtime.cluster;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;

@DisplayName("Server of policies: the tests' own server")
class PolicyServerTest extends PolicyServerSuite {
  @Override
  SuiteServer serve(Path folder, TestReporter reporter) throws Exception {
    return OwnServer.start(folder);
  }
}
