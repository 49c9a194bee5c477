package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.EXTERNAL_EMPTY;
import static dev.sallyport.check.FindingCode.HOST_NAME;
import static dev.sallyport.check.FindingCode.TWO_CONTRACTS;

import org.junit.jupiter.api.Test;

/** What can be wrong with an external. */
class ExternalsTest {
  @Test
  @Shows(HOST_NAME)
  void have_a_host_without_scheme_and_path() {
    Compiled.from(
            """
            package shop;

            @External(host = «"https://api.stripe.com/v1", ports = @Port(number = 443))
            interface Stripe {}
            """)
        .error(
            HOST_NAME,
            "\"https://api.stripe.com/v1\" is not a DNS name; write the name only, in lower "
                + "case, without scheme, port or path")
        .andWritesNothing();
  }

  @Test
  @Shows(HOST_NAME)
  void have_a_host_of_short_parts() {
    String longest = "a".repeat(63);
    Compiled.from(
            """
            package shop;

            @External(host = "%s.example.com", ports = @Port(number = 443))
            interface Good {}

            @External(host = «"*.example.%sa.com", ports = @Port(number = 443))
            interface Bad {}
            """
                .formatted(longest, longest))
        .error(
            HOST_NAME,
            "\"*.example."
                + longest
                + "a.com\" is not a DNS name: between two dots stand at most 63 characters")
        .andWritesNothing();
  }

  @Test
  @Shows(HOST_NAME)
  void have_a_host_that_is_no_address() {
    Compiled.from(
            """
            package shop;

            @External(host = «"192.0.2.7")
            interface Stripe {}
            """)
        .error(
            HOST_NAME,
            "\"192.0.2.7\" is an address, not a name; write it as cidrs = \"192.0.2.7/32\"")
        .andWritesNothing();
  }

  @Test
  @Shows(HOST_NAME)
  void have_a_host_that_is_no_address_of_either_family() {
    Compiled.from(
            """
            package shop;

            @External(host = «"2001:db8::1")
            interface Six {}
            """,
            """
            package shop;

            @External(host = «"*.192.0.2.7")
            interface Any {}
            """)
        .error(
            HOST_NAME,
            "\"2001:db8::1\" is an address, not a name; write it as cidrs = \"2001:db8::1/128\"")
        .error(
            HOST_NAME,
            "\"*.192.0.2.7\" is not a DNS name; write the name only, in lower "
                + "case, without scheme, port or path")
        .andWritesNothing();
  }

  @Test
  void may_have_a_host_that_ends_with_a_digit() {
    Compiled.from(
            """
            package shop;

            @External(host = "minio1", ports = @Port(number = 443))
            interface Minio {}
            """)
        .andWritesNothing();
  }

  @Test
  @Shows(TWO_CONTRACTS)
  void are_no_workloads() {
    Compiled.from(
            """
            package shop;

            «@External(cidrs = "192.0.2.0/24", ports = @Port(number = 443))
            @Workload(name = "orders", labels = "app=orders")
            @AllowsIngressFrom(pods = "app=web", ports = "80")
            class Orders {}
            """,
            """
            package shop;

            @Workload(name = "ledger", labels = "app=ledger")
            «@External(cidrs = "192.0.2.0/24", ports = @Port(number = 443))
            interface Ledger {}
            """)
        .error(
            TWO_CONTRACTS,
            "shop.Orders is a @Workload and an @External, but pods are inside the cluster and "
                + "externals outside; keep one of them, or make two types")
        .error(
            TWO_CONTRACTS,
            "shop.Ledger is a @Workload and an @External, but pods are inside the cluster and "
                + "externals outside; keep one of them, or make two types")
        .andWritesNothing();
  }

  @Test
  @Shows(EXTERNAL_EMPTY)
  void are_somewhere() {
    Compiled.from(
            """
            package shop;

            «@External(ports = @Port(number = 443))
            interface Stripe {}
            """)
        .error(
            EXTERNAL_EMPTY,
            "this external has neither host nor cidrs, so it is nowhere; give at least one")
        .andWritesNothing();
  }
}
