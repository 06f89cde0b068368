package dev.telltale.ingest.guard;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GuardTest {
    private static final String PUBLIC = "93.184.216.34";

    @Test
    void shouldForeseeARefusalWithoutALookUp() throws Exception {
        // Given
        Guard guard = guard(List.of(), name -> {
            throw new AssertionError("asked for " + name);
        });
        // When, Then
        assertThat(guard.foreseen(StrictUrl.parse("https://10.0.0.1/"))).hasValueSatisfying(
                reason -> assertThat(reason).contains("a private address"));
        assertThat(guard.foreseen(StrictUrl.parse("https://camera.example/"))).isEmpty();
        assertThat(guard.foreseen(StrictUrl.parse("https://" + PUBLIC + "/"))).isEmpty();
        assertThat(Guard.never(StrictUrl.parse("https://0.0.0.0/"))).hasValueSatisfying(
                reason -> assertThat(reason).contains("never dialled"));
        assertThat(Guard.never(StrictUrl.parse("https://10.0.0.1/"))).isEmpty();
    }

    @Test
    void shouldAskOnceAndKeepTheAnswerThatItHasChecked() throws Exception {
        // Given: a name that is public when it is checked and loopback when it is asked again
        AtomicInteger asked = new AtomicInteger();
        Guard guard = guard(List.of(),
                name -> List.of(InetAddress.getByName(asked.getAndIncrement() == 0 ? PUBLIC : "127.0.0.1")));
        StrictUrl url = StrictUrl.parse("https://rebinding.example/");
        // When
        Admission first = guard.admit(url);
        // Then
        assertThat(asked).hasValue(1);
        assertThat(((Destination) first).addresses()).containsExactly(InetAddress.getByName(PUBLIC));
        assertThat(guard.admit(url)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void shouldRefuseAHostOfWhichOneAddressOfManyIsInside() throws Exception {
        // Given
        Guard guard = guard(List.of(), answering(PUBLIC, "2606:2800:220:1::1", "fd00::1"));
        // When
        Admission admission = guard.admit(StrictUrl.parse("https://mixed.example/"));
        // Then
        assertThat(admission).isEqualTo(new Admission.Refused(
                "host mixed.example leads to fd00:0:0:0:0:0:0:1, a unique local address: "
                        + "telltale.ingest.addresses.allowed has to name it"));
    }

    @Test
    void shouldRefuseMappedAnswersByWhatTheyAre() throws Exception {
        // Given: an AAAA record ::ffff:10.0.0.1
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 10;
        mapped[15] = 1;
        Guard guard = guard(List.of(), name -> List.of(InetAddress.getByAddress(mapped)));
        // When, Then
        assertThat(guard.admit(StrictUrl.parse("https://mapped.example/"))).asString().contains("a private address");
    }

    @Test
    void shouldTellANameThatIsNotKnownFromOneThatIsRefused() throws Exception {
        Guard guard = guard(List.of(), name -> {
            throw new UnknownHostException(name);
        });
        assertThat(guard.admit(StrictUrl.parse("https://gone.example/")))
                .isEqualTo(new Admission.Unknown("host gone.example is not known (DNS)"));
    }

    @Test
    void shouldNotWaitForANameServerThatIsSilent() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Guard guard = guard(List.of(), new PatientResolver(name -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        }, Duration.ofMillis(100)));
        assertThat(guard.admit(StrictUrl.parse("https://slow.example/"))).isInstanceOf(Admission.Unknown.class);
        never.countDown();
    }

    @Test
    void shouldDialOnlyTheSchemesOfTheDeployment() throws Exception {
        Guard guard = new Guard(Set.of(DialScheme.HTTPS), List.of(), answering(PUBLIC));
        assertThat(guard.admit(StrictUrl.parse("rtmp://example.org/a/b"))).asString().contains("scheme 'rtmp'");
        assertThat(guard.admit(StrictUrl.parse("https://example.org/a/b"))).isInstanceOf(Destination.class);
    }

    @Test
    void shouldOpenABlockOrANameOnThePortThatIsNamed() throws Exception {
        // Given
        List<String> allowed = List.of("10.1.0.0/16", "192.168.7.7:554", "camera.lan", "desk.lan:8080", "fd00:1::/32",
                "[fd00:2::/32]:443", "::1");
        Guard guard = guard(allowed, answering("10.9.9.9"));
        // When, Then
        assertAdmitted(guard, "http://10.1.2.3/", "rtsp://192.168.7.7/", "http://camera.lan:99/",
                "http://desk.lan:8080/", "https://[fd00:1::5]/", "https://[fd00:2::5]/", "http://[::1]:9999/");
        assertRefused(guard, "http://10.2.0.1/", "http://192.168.7.7/", "http://desk.lan/", "http://other.lan/",
                "http://camera.lan.example/", "http://[fd00:2::5]/", "http://[fd00:3::1]/", "http://127.0.0.1/");
    }

    @Test
    void shouldNotLetAnAllowedNameLeadToTheCloudsMetadata() throws Exception {
        Guard guard = guard(List.of("camera.lan", "0.0.0.0/0", "::/0"), answering("169.254.169.254"));
        Guard byName = guard(List.of("camera.lan"), answering("169.254.169.254"));
        assertRefused(byName, "http://camera.lan/");
        assertAdmitted(guard, "http://camera.lan/");
        assertRefused(guard, "http://0.0.0.0/", "http://255.255.255.255/", "http://[::]/", "http://[64:ff9b::1]/");
    }

    @Test
    void shouldSayWhichEntryOfTheConfigurationItCannotRead() {
        for (String wrong : List.of("10.0.0.0/33", "10.0.0/8", "fd00::/129", "a b", "http://x", "", "[::1", "host:0",
                "0x7f.1", "10.0.0.0/8/9")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> AllowEntry.parse(wrong));
        }
    }

    private static void assertAdmitted(Guard guard, String... urls) throws RefusedUrlException {
        for (String url : urls) {
            assertThat(guard.admit(StrictUrl.parse(url))).as(url).isInstanceOf(Destination.class);
        }
    }

    private static void assertRefused(Guard guard, String... urls) throws RefusedUrlException {
        for (String url : urls) {
            assertThat(guard.admit(StrictUrl.parse(url))).as(url).isInstanceOf(Admission.Refused.class);
        }
    }

    private static Guard guard(List<String> allowed, Resolver resolver) {
        return new Guard(EnumSet.allOf(DialScheme.class), allowed.stream().map(AllowEntry::parse).toList(), resolver);
    }

    private static Resolver answering(String... addresses) {
        return name -> Arrays.stream(addresses).map(text -> IpRange.parse(text).network()).toList();
    }
}
