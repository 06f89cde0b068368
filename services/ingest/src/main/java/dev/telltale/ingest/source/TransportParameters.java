package dev.telltale.ingest.source;

import dev.telltale.vision.media.StreamChoice;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The parameters that all transport streams take: {@code program=2} or {@code pid=0x101}. */
public final class TransportParameters {
    private static final String PROGRAM = "program";
    private static final String PID = "pid";

    private TransportParameters() {}

    /** Their names, and those of others. */
    public static List<String> and(String... more) {
        return Stream.concat(Stream.of(PROGRAM, PID), Stream.of(more)).toList();
    }

    /** Which video is wanted. */
    public static StreamChoice choice(Parameters parameters) throws RefusedSourceException {
        OptionalInt program = parameters.number(PROGRAM);
        OptionalInt pid = parameters.number(PID);
        if (program.isPresent() && pid.isPresent()) {
            throw new RefusedSourceException("a source is chosen by program or by pid, not by both");
        }
        try {
            if (program.isPresent()) {
                return new StreamChoice.Program(program.getAsInt());
            }
            return pid.isPresent() ? new StreamChoice.Pid(pid.getAsInt()) : new StreamChoice.Best();
        } catch (IllegalArgumentException e) {
            throw new RefusedSourceException(String.valueOf(e.getMessage()));
        }
    }
}
