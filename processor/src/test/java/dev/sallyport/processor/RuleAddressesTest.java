package dev.sallyport.processor;

import static dev.sallyport.check.FindingCode.CIDR_HOST_BITS;
import static dev.sallyport.check.FindingCode.CIDR_IPV4_MAPPED;
import static dev.sallyport.check.FindingCode.CIDR_LEADING_ZEROS;
import static dev.sallyport.check.FindingCode.CIDR_SYNTAX;
import static dev.sallyport.check.FindingCode.EXCEPT_FAMILY;
import static dev.sallyport.check.FindingCode.EXCEPT_NOT_LONGER;
import static dev.sallyport.check.FindingCode.EXCEPT_OUTSIDE;
import static dev.sallyport.check.FindingCode.EXCEPT_WITHOUT_CIDR;

import org.junit.jupiter.api.Test;

/** What can be wrong with addresses, in rules and elsewhere. */
class RuleAddressesTest {
  @Test
  @Shows({CIDR_SYNTAX, CIDR_LEADING_ZEROS, CIDR_IPV4_MAPPED, CIDR_HOST_BITS})
  void are_what_the_api_server_accepts() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(cidr = «"192.0.2.7", ports = "443")
            @EgressTo(cidr = «"192.0.2.0/33", ports = "443")
            @EgressTo(cidr = «"192.0.02.0/24", ports = "443")
            @EgressTo(cidr = «"::ffff:192.0.2.0/120", ports = "443")
            @EgressTo(cidr = «"192.0.2.7/24", ports = "443")
            class FrontendApp implements Frontend {}
            """)
        .error(
            CIDR_SYNTAX,
            "\"192.0.2.7\" is not a valid CIDR: the prefix length is missing; write for "
                + "example \"192.0.2.7/32\"")
        .error(CIDR_SYNTAX, "\"192.0.2.0/33\" is not a valid CIDR: the prefix length is at most 32")
        .error(
            CIDR_LEADING_ZEROS,
            "\"192.0.02.0/24\" has leading zeros, which some software reads as octal; drop "
                + "them")
        .error(
            CIDR_IPV4_MAPPED,
            "\"::ffff:192.0.2.0/120\" is an IPv4-mapped IPv6 address, which matches nothing; "
                + "write the IPv4 form")
        .error(
            CIDR_HOST_BITS,
            "192.0.2.7/24 has bits set beyond its prefix; write \"192.0.2.0/24\" for the "
                + "block or \"192.0.2.7/32\" for the one address")
        .andWritesNothing();
  }

  @Test
  @Shows(CIDR_HOST_BITS)
  void of_externals_and_of_the_api_server_are_checked_alike() {
    Compiled.from(
            """
            package shop;

            @External(cidrs = {"192.0.2.0/24", «"192.0.2.7/24"})
            interface Partner {}
            """,
            """
            @Namespace(value = "shop", defaultDeny = true, kubeApi = «"172.18.0.2/16")
            package shop;
            """)
        .error(
            CIDR_HOST_BITS,
            "192.0.2.7/24 has bits set beyond its prefix; write \"192.0.2.0/24\" for the "
                + "block or \"192.0.2.7/32\" for the one address")
        .error(
            CIDR_HOST_BITS,
            "172.18.0.2/16 has bits set beyond its prefix; write \"172.18.0.0/16\" for the "
                + "block or \"172.18.0.2/32\" for the one address")
        .andWritesNothing();
  }

  @Test
  @Shows({EXCEPT_OUTSIDE, EXCEPT_NOT_LONGER, EXCEPT_FAMILY, CIDR_SYNTAX})
  void have_exceptions_inside_them() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(
                cidr = "192.0.2.0/24",
                except = {
                  "192.0.2.128/25", «"198.51.100.0/25", «"192.0.2.0/24", «"2001:db8::/48", «"all"
                },
                ports = "443")
            class FrontendApp implements Frontend {}
            """)
        .error(
            EXCEPT_OUTSIDE,
            "except 198.51.100.0/25 lies outside 192.0.2.0/24; remove it, or correct one of "
                + "them")
        .error(
            EXCEPT_NOT_LONGER,
            "except 192.0.2.0/24 must have a longer prefix than 192.0.2.0/24; as written it "
                + "would leave nothing, so remove the rule or correct the prefix")
        .error(
            EXCEPT_FAMILY,
            "except 2001:db8::/48 is of another address family than 192.0.2.0/24, so it "
                + "takes nothing out of it; remove it")
        .error(
            CIDR_SYNTAX,
            "\"all\" is not a valid CIDR: the prefix length is missing; write for example "
                + "\"192.0.2.7/32\"")
        .andWritesNothing();
  }

  @Test
  @Shows(EXCEPT_WITHOUT_CIDR)
  void are_needed_for_exceptions() {
    Compiled.from(
            Shop.FRONTEND,
            """
            package shop;

            @EgressTo(value = Internet.class, except = «"192.0.2.128/25", ports = "443", why = "w")
            class FrontendApp implements Frontend {}
            """)
        .error(
            EXCEPT_WITHOUT_CIDR,
            "except takes addresses out of cidr, and there is none; give cidr, or remove "
                + "except")
        .andWritesNothing();
  }
}
