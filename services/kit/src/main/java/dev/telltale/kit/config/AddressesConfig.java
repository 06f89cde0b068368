package dev.telltale.kit.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where ingest may go for streams.
 *
 * @param schemes kinds of addresses that streams may have
 * @param allowed hosts and blocks that may be dialled though they are not public
 * @param trustedCertificates certificates that are trusted besides Java's own
 */
public record AddressesConfig(
        @Setting(doc = "Kinds of addresses that streams may have. Those that are dialled without encryption (http, rtsp, rtmp, srt), and cameras of this machine (v4l2), are to be added where they are wanted.", def = "file,rtsp+listen,rtmp+listen,srt+listen,ws+listen,udp,https,rtsps,rtmps") List<String> schemes,
        @Setting(doc = "Hosts and blocks of addresses that may be dialled or joined though they are loopback, private or otherwise not public: camera.lan, 10.1.0.0/16, [fd00::/8]:554, or a group: 239.1.1.1:5000.") List<String> allowed,
        @Setting(doc = "PEM file of certificates that sources are trusted by, besides those that Java trusts.") Optional<Path> trustedCertificates) {
    private static final Set<String> KNOWN = Set.of("file", "rtsp+listen", "rtmp+listen", "srt+listen", "ws+listen",
            "udp", "http",
            "https", "rtsp",
            "rtsps", "rtmp", "rtmps", "srt", "v4l2");

    /** Refuses kinds that nobody knows. */
    public AddressesConfig {
        Rules rules = Rules.check();
        schemes.forEach(scheme -> rules.that(KNOWN.contains(scheme), "schemes", scheme,
                "must be of " + KNOWN.stream().sorted().toList()));
        rules.done();
    }
}
