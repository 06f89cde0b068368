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
        @Setting(doc = "Kinds of addresses that streams may have. Unencrypted ones (http, rtsp, rtmp) are to be added where they are wanted.", def = "file,rtsp+listen,https,rtsps,rtmps") List<String> schemes,
        @Setting(doc = "Hosts and blocks of addresses that may be dialled though they are loopback, private or otherwise not public: camera.lan, 10.1.0.0/16, [fd00::/8]:554.") List<String> allowed,
        @Setting(doc = "PEM file of certificates that sources are trusted by, besides those that Java trusts.") Optional<Path> trustedCertificates) {
    private static final Set<String> KNOWN = Set.of("file", "rtsp+listen", "http", "https", "rtsp", "rtsps", "rtmp",
            "rtmps");

    /** Refuses kinds that nobody knows. */
    public AddressesConfig {
        Rules rules = Rules.check();
        schemes.forEach(scheme -> rules.that(KNOWN.contains(scheme), "schemes", scheme,
                "must be of " + KNOWN.stream().sorted().toList()));
        rules.done();
    }
}
