package dev.telltale.ingest.source.http;

import java.util.OptionalLong;

/**
 * A part of a resource.
 *
 * @param from first byte
 * @param length number of bytes; all that follow where empty
 */
record ByteSpan(long from, OptionalLong length) {
    ByteSpan {
        if (from < 0 || length.orElse(1) <= 0) {
            throw new IllegalArgumentException("a span begins at 0 or later and is not empty");
        }
    }

    static ByteSpan from(long first) {
        return new ByteSpan(first, OptionalLong.empty());
    }

    /** Value of the Range header. */
    String header() {
        return "bytes=" + from + "-" + (length.isPresent() ? Long.toString(from + length.getAsLong() - 1) : "");
    }
}
