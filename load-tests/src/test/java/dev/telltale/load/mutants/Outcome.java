package dev.telltale.load.mutants;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of one damaged file, as the process that looked at it wrote it down.
 *
 * @param number of the file
 * @param name of the undamaged one
 * @param windows records that ingest wrote
 * @param tracked windows in which faces followed a face
 * @param undecodable windows of which no picture could be had
 * @param epochs ends of epochs that ingest wrote
 * @param cpuMillis CPU time of the process
 * @param mebibytes most memory above what the process held before
 * @param words the refusal, or the reason for an early end; or what failed, then it begins with {@link #FAILED}
 */
record Outcome(int number, String name, int windows, int tracked, int undecodable, int epochs, long cpuMillis,
        long mebibytes, String words) {
    /** What must not happen. */
    static final String FAILED = "FAILED ";

    private static final int FIELDS = 9;

    boolean failed() {
        return words.startsWith(FAILED);
    }

    boolean refused() {
        return windows == 0;
    }

    /** One line. */
    String line() {
        return String.join("\t", Integer.toString(number), name, Integer.toString(windows), Integer.toString(tracked),
                Integer.toString(undecodable), Integer.toString(epochs), Long.toString(cpuMillis),
                Long.toString(mebibytes), words);
    }

    /** Lines that are whole; the last one of a process that died may not be. */
    static List<Outcome> read(List<String> lines) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            if (parts.length == FIELDS) {
                outcomes.add(new Outcome(Integer.parseInt(parts[0]), parts[1], Integer.parseInt(parts[2]),
                        Integer.parseInt(parts[3]), Integer.parseInt(parts[4]), Integer.parseInt(parts[5]),
                        Long.parseLong(parts[6]), Long.parseLong(parts[7]), parts[8]));
            }
        }
        return outcomes;
    }
}
