package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.DUPLICATE_PORT;
import static dev.sallyport.check.FindingCode.PORT_NAME;
import static dev.sallyport.check.FindingCode.PORT_NUMBER;

import org.junit.jupiter.api.Test;

/** What can be wrong with the ports of a contract. */
class ContractPortsTest {
  @Test
  @Shows(PORT_NUMBER)
  void have_a_number_of_1_to_65535() {
    Compiled.from(
            """
            package shop;

            @Workload(name = "orders", labels = "app=orders", ports = @Port(number = «65536))
            class Orders {}
            """)
        .error(PORT_NUMBER, "65536 is not a port number; it must be 1 to 65535")
        .andWritesNothing();
  }

  @Test
  @Shows(PORT_NAME)
  void have_a_name_of_at_most_15_characters_with_a_letter() {
    Compiled.from(
            """
            package shop;

            @Workload(
                name = "orders",
                labels = "app=orders",
                ports = {
                  @Port(name = «"a-very-long-port", number = 1),
                  @Port(name = «"8080", number = 2),
                  @Port(name = «"Http", number = 3),
                })
            class Orders {}
            """)
        .error(
            PORT_NAME,
            "\"a-very-long-port\" is not a valid port name: it has 16 characters; use at "
                + "most 15 of a-z, 0-9 and '-', with at least one letter")
        .error(
            PORT_NAME,
            "\"8080\" is not a valid port name: it has no letter; use at most 15 of a-z, 0-9 "
                + "and '-', with at least one letter")
        .error(
            PORT_NAME,
            "\"Http\" is not a valid port name: it contains 'H'; use at most 15 of a-z, 0-9 "
                + "and '-', with at least one letter")
        .andWritesNothing();
  }

  @Test
  @Shows(DUPLICATE_PORT)
  void are_declared_once() {
    Compiled.from(
            """
            package shop;

            @Workload(
                name = "orders",
                labels = "app=orders",
                ports = {
                  @Port(name = "http", number = 8080),
                  «@Port(name = "http", number = 8081),
                  «@Port(name = "web", number = 8080),
                  @Port(name = "quic", number = 8080, protocol = Protocol.UDP)
                })
            class Orders {}
            """)
        .error(
            DUPLICATE_PORT, "port \"http\" is declared twice; remove one or give it another name")
        .error(
            DUPLICATE_PORT,
            "port 8080/TCP is declared twice; remove one or correct its number or protocol")
        .andWritesNothing();
  }
}
