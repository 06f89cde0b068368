package dev.telltale.ingest.source.http;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.credentials.Credentials;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.dial.Trust;
import dev.telltale.ingest.guard.AllowEntry;
import dev.telltale.ingest.guard.DialScheme;
import dev.telltale.ingest.guard.Guard;
import dev.telltale.ingest.guard.Resolver;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A guard that opens the name camera.test, and nothing else of this machine. */
public final class TestDoor {
    public static final String HOST = "camera.test";
    public static final String SECRET = "ann:s3cret-canary";
    /** Knows camera.test, and inside.test, which is not allowed; both are this machine. */
    public static final Resolver NAMES = name -> {
        if (!name.endsWith(".test")) {
            throw new UnknownHostException(name);
        }
        return List.of(InetAddress.getLoopbackAddress());
    };

    private TestDoor() {}

    public static Dialer dialer() {
        return dialer(NAMES, HOST);
    }

    public static Dialer dialer(Resolver resolver, String... allowed) {
        return new Dialer(new Guard(EnumSet.allOf(DialScheme.class),
                List.of(allowed).stream().map(AllowEntry::parse).toList(), resolver), Trust.sockets(Optional.empty()));
    }

    public static CredentialRef credential() {
        return new CredentialRef(new Credentials(Map.of("news1", SECRET), Optional.empty()), "news1");
    }

    public static CredentialRef nobody() {
        return new CredentialRef(new Credentials(Map.of(), Optional.empty()), null);
    }

    public static List<MediaPacket> packets(PacketSource source) throws Exception {
        List<MediaPacket> packets = new ArrayList<>();
        try (source) {
            for (MediaPacket packet = source.read(); packet != null; packet = source.read()) {
                packets.add(packet);
            }
        }
        return packets;
    }
}
