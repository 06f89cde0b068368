package dev.telltale.kit.kafka;

import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.PlanRef;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What names a face window, also in the headers of its record: a worker that must not touch the payload, since that killed
 * its predecessors, can still say which window it gives up.
 *
 * @param stream the stream's id
 * @param epoch its epoch
 * @param window number of the window
 * @param track number of the track
 * @param plan the plan in force
 * @param captureStart capture time of the window's start
 */
public record WindowName(String stream, String epoch, long window, int track, PlanRef plan, Instant captureStart) {
    private static final String HEADER = "telltale.window";
    /** Neither ids nor names of plans contain it. */
    private static final String SEPARATOR = "|";
    private static final int PARTS = 7;

    /** Of the record's value. */
    public static WindowName of(FaceWindow window) {
        return new WindowName(window.getStream(), window.getEpoch(), window.getWindow(), window.getTrack(),
                window.getPlan(), window.getCaptureStart());
    }

    /** From the headers; empty where they do not tell. */
    public static Optional<WindowName> from(ConsumerRecord<?, ?> record) {
        var header = record.headers().lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        var parts = new String(header.value(), StandardCharsets.UTF_8).split("\\" + SEPARATOR, -1);
        try {
            return parts.length != PARTS
                    ? Optional.empty()
                    : Optional
                            .of(new WindowName(parts[0], parts[1], Long.parseLong(parts[2]), Integer.parseInt(parts[3]),
                                    new PlanRef(parts[4], Integer.parseInt(parts[5])),
                                    Instant.ofEpochMilli(Long.parseLong(parts[6]))));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }

    void addTo(Headers headers) {
        headers.add(HEADER, String.join(SEPARATOR, stream, epoch, Long.toString(window), Integer.toString(track),
                plan.getName(), Integer.toString(plan.getVersion()), Long.toString(captureStart.toEpochMilli()))
                .getBytes(StandardCharsets.UTF_8));
    }
}
