package dev.telltale.trainer.synthesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Golden values of the published programs (parity/maths.json) and the formula that makes their inputs (parity/formula.py). */
final class Golden {
    private Golden() {}

    /** The vectors of {@code section}, seed 1 first; skips the test where the shared folder is absent. */
    static JsonNode vector(String section) {
        Path file = Path.of(System.getProperty("telltale.shared", "../shared"), "parity", "maths.json");
        assumeTrue(Files.isReadable(file), "golden values are not at hand: " + file);
        try {
            return new ObjectMapper().readTree(file.toFile()).path("vectors").path(0).path(section);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Number {@code i} of the tensor {@code name}, -1 to 1. */
    static double uniform(int seed, String name, long i) {
        long h = 0xCBF29CE484222325L;
        for (byte b : (seed + "/" + name).getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001B3L;
        }
        long z = h + (i + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 40) / (double) (1 << 23) - 1;
    }
}
