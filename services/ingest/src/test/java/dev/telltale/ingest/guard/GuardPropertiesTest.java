package dev.telltale.ingest.guard;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class GuardPropertiesTest {
    private static final List<String> HOSTS = List.of("127.0.0.1", "[::1]", "localhost", "0177.1", "0x7f.0.0.1",
            "2130706433", "example.org", "10.0.0.1", "[::ffff:7f00:1]");
    private static final List<String> PIECES = List.of("http", "rtsp", "://", "//", "/", ":", "@", "\\", "%", "%40",
            "#", "?", ".", "[", "]", "::1", "127.0.0.1", "0x7f", "017", "example.org", "80", " ", "\t", "\u0000", "é",
            "。", "user", "a", "-");

    /** Whatever text comes in: either it is refused, or what would be dialled is public, and reading it again is the same. */
    @Property(tries = 3000)
    void shouldNeverDialAnythingInsideWhateverIsWritten(@ForAll("urls") String text) throws UnknownHostException {
        Guard guard = new Guard(EnumSet.allOf(DialScheme.class), List.of(), Resolver.SYSTEM);
        StrictUrl url;
        try {
            url = StrictUrl.parse(text);
        } catch (RefusedUrlException e) {
            return;
        }
        if (url.host() instanceof Host.Name) {
            assertThat(url.host().text()).matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
                    .doesNotMatch(".*\\.(0x[0-9a-f]*|\\d+)");
        } else if (guard.admit(url) instanceof Destination destination) {
            assertThat(destination.addresses()).allMatch(address -> SpecialRanges.of(address).isEmpty());
        }
        assertThat(url.authority()).doesNotContain("@").doesNotContain("\\");
    }

    /** Java's own questions know fewer addresses than our ranges, never more. */
    @Property(tries = 2000)
    void shouldKnowWhateverJavaKnowsToBeInside(@ForAll("addresses") InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isSiteLocalAddress()
                || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            assertThat(SpecialRanges.of(address)).as("%s", address).isPresent();
        }
    }

    /** A block contains exactly the addresses between its first and its last. */
    @Property(tries = 500)
    void shouldContainWhatLiesBetweenFirstAndLast(@ForAll("addresses") InetAddress address,
            @ForAll @IntRange(max = 32) int prefix, @ForAll("addresses") InetAddress other) {
        int bits = address.getAddress().length * 8;
        int shift = bits - Math.min(prefix, bits);
        IpRange block = new IpRange(address, bits - shift);
        boolean same = address.getClass() == other.getClass()
                && number(address).shiftRight(shift).equals(number(other).shiftRight(shift));
        assertThat(block.contains(other)).isEqualTo(same);
        assertThat(block.contains(address)).isTrue();
    }

    /** A dotted quad is read as Java reads it, and only in its shortest form. */
    @Property(tries = 500)
    void shouldReadDottedQuadsAsTheyAre(@ForAll @IntRange(max = 255) int a, @ForAll @IntRange(max = 255) int b,
            @ForAll @IntRange(max = 255) int c, @ForAll @IntRange(max = 255) int d) throws Exception {
        Host host = Host.parse(a + "." + b + "." + c + "." + d);
        byte[] bytes = {(byte) a, (byte) b, (byte) c, (byte) d};
        assertThat(((Host.Literal) host).address()).isEqualTo(InetAddress.getByAddress(bytes))
                .isInstanceOf(Inet4Address.class);
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> pieces = Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(8)
                .map(list -> String.join("", list));
        Arbitrary<String> likely = pieces.flatMap(
                noise -> Arbitraries.of(HOSTS).flatMap(host -> Arbitraries.of("http://" + host + noise,
                        "http://" + noise + host, "http://" + noise + "@" + host + "/",
                        "https://" + host + "/" + noise)));
        return Arbitraries.oneOf(pieces, likely, Arbitraries.strings().ofMaxLength(40).map(text -> "http://" + text));
    }

    @Provide
    Arbitrary<InetAddress> addresses() {
        return Arbitraries.oneOf(bytes(4), bytes(16));
    }

    private static Arbitrary<InetAddress> bytes(int count) {
        return Arbitraries.bytes().array(byte[].class).ofSize(count).map(bytes -> {
            try {
                return InetAddress.getByAddress(bytes);
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
