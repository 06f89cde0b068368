package dev.telltale.ingest.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that are not somebody's public one: IANA's registries of special-purpose addresses for IPv4 (RFC 6890) and IPv6, and those
 * that clouds answer at. Java's own questions ({@code isSiteLocalAddress} and the like) know only a part of them.
 */
final class SpecialRanges {
    /** How a range may be opened. */
    enum Opening {
        /** By a name or a block in the configuration. */
        BY_NAME,
        /** By a block alone: whoever owns a name could point it there. */
        BY_BLOCK,
        /** Not at all. */
        NEVER
    }

    /**
     * A range with its name.
     *
     * @param name as in "is a private address"
     */
    record Special(IpRange range, String name, Opening opening) {}

    private static final IpRange GLOBAL_UNICAST = IpRange.parse("2000::/3");
    private static final Special NOT_GLOBAL = new Special(IpRange.parse("::/0"), "an address outside global unicast",
            Opening.NEVER);

    /** The first that contains an address is its name. */
    private static final List<Special> ALL = List.of(never("0.0.0.0/32", "the unspecified address"),
            never("0.0.0.0/8", "an address of 'this network'"), byName("10.0.0.0/8", "a private address"),
            byName("100.64.0.0/10", "a carrier's shared address (CGNAT)"), byName("127.0.0.0/8", "a loopback address"),
            byBlock("169.254.0.0/16", "a link-local address"), byName("172.16.0.0/12", "a private address"),
            never("192.0.0.0/24", "an address of IETF protocol assignments"),
            never("192.0.2.0/24", "a documentation address"), byBlock("192.31.196.0/24", "an address of AS112"),
            byBlock("192.52.193.0/24", "an address of AMT relays"), never("192.88.99.0/24", "a 6to4 relay's address"),
            byName("192.168.0.0/16", "a private address"), byBlock("192.175.48.0/24", "an address of AS112"),
            byBlock("198.18.0.0/15", "a benchmark address"), never("198.51.100.0/24", "a documentation address"),
            never("203.0.113.0/24", "a documentation address"),
            byBlock("168.63.129.16/32", "a cloud's own service address"),
            byBlock("224.0.0.0/4", "a multicast address"), never("255.255.255.255/32", "the broadcast address"),
            never("240.0.0.0/4", "a reserved address"),
            never("::/128", "the unspecified address"), byName("::1/128", "a loopback address"),
            never("::/96", "an IPv4-compatible address"), never("::ffff:0:0:0/96", "an IPv4-translated address"),
            never("64:ff9b::/96", "a NAT64 address"), never("64:ff9b:1::/48", "a local NAT64 address"),
            never("100::/64", "a discard address"), never("2001::/32", "a Teredo address"),
            byBlock("2001:2::/48", "a benchmark address"), never("2001:10::/28", "an ORCHID"),
            never("2001:20::/28", "an ORCHID"), never("2001:db8::/32", "a documentation address"),
            never("2001::/23", "an address of IETF protocol assignments"), never("2002::/16", "a 6to4 address"),
            byBlock("2620:4f:8000::/48", "an address of AS112"), never("3fff::/20", "a documentation address"),
            never("5f00::/16", "a segment routing address"), byName("fc00::/7", "a unique local address"),
            byBlock("fe80::/10", "a link-local address"), byBlock("fec0::/10", "a site-local address"),
            byBlock("ff00::/8", "a multicast address"));

    private SpecialRanges() {}

    /** What is special about an address; empty where it is a public one. */
    static Optional<Special> of(InetAddress address) {
        Optional<Special> known = ALL.stream().filter(special -> special.range().contains(address)).findFirst();
        return known.isEmpty() && address instanceof Inet6Address && !GLOBAL_UNICAST.contains(address)
                ? Optional.of(NOT_GLOBAL)
                : known;
    }

    private static Special byName(String range, String name) {
        return new Special(IpRange.parse(range), name, Opening.BY_NAME);
    }

    private static Special byBlock(String range, String name) {
        return new Special(IpRange.parse(range), name, Opening.BY_BLOCK);
    }

    private static Special never(String range, String name) {
        return new Special(IpRange.parse(range), name, Opening.NEVER);
    }
}
