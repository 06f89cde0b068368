package dev.telltale.kit.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ingest service.
 *
 * @param stall silence after which a source counts as stalled
 * @param backoffMin first wait before a new attempt
 * @param backoffMax longest wait before a new attempt
 * @param cpuPerRead CPU time that one native read of a stream may take
 * @param placements labels of streams that belong to this instance
 * @param listenBeyondLoopback whether streams may listen on addresses that others can reach
 * @param addresses where it may go for streams
 * @param webSocket limits of those who push through a WebSocket
 * @param secretsFolder files with credentials, read whenever one is needed
 * @param credentials by the name that a StreamSpec refers to
 */
public record IngestConfig(
        @Setting(doc = "Silence after which a source counts as stalled.", def = "5s") Duration stall,
        @Setting(doc = "First wait before a source is tried again.", def = "1s") Duration backoffMin,
        @Setting(doc = "Longest wait before a source is tried again.", def = "60s") Duration backoffMax,
        @Setting(doc = "CPU time of a native read of a stream that does not come back, after which it ends the process; the second time the stream is given up.", def = "60s") Duration cpuPerRead,
        @Setting(doc = "Placement labels that this instance serves besides the streams without one.") List<String> placements,
        @Setting(doc = "Whether streams may listen for publishers on other addresses than loopback; they need a stream key then.", def = "false") boolean listenBeyondLoopback,
        AddressesConfig addresses, WebSocketConfig webSocket,
        @Setting(doc = "Folder of files with credentials, each named like the reference to it; read again for every connection.") Optional<Path> secretsFolder,
        @Setting(doc = "Credentials by the name that streams refer to: a stream key, or user:password.", secret = true) Map<String, String> credentials) {

    /** Refuses times that make no sense together. */
    public IngestConfig {
        Rules.check().positive("stall", stall).positive("backoff-min", backoffMin)
                .positive("cpu-per-read", cpuPerRead)
                .that(backoffMax.compareTo(backoffMin) >= 0, "backoff-max", backoffMax.toMillis() + "ms",
                        "must not be below backoff-min (" + backoffMin.toMillis() + "ms)")
                .done();
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "IngestConfig[stall=" + stall + ", backoffMin=" + backoffMin + ", backoffMax=" + backoffMax
                + ", placements="
                + placements + ", addresses=" + addresses + ", credentials=" + credentials.keySet() + "]";
    }
}
