package dev.telltale.vision.media;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is asked of a device. Where it has not just that, it gives the nearest.
 *
 * @param width pixels; empty for what the device is set to
 * @param height pixels; with the width or not at all
 * @param framesPerSecond pictures; empty for what the device is set to
 */
public record DeviceTerms(OptionalInt width, OptionalInt height, OptionalInt framesPerSecond) {
    private static final int MOST_SIDE = 8192;
    private static final int MOST_RATE = 240;

    /** Refuses what no device has. */
    public DeviceTerms {
        if (width.isPresent() != height.isPresent() || !isWithin(width, MOST_SIDE) || !isWithin(height, MOST_SIDE)) {
            throw new IllegalArgumentException("size must be WIDTHxHEIGHT, each from 1 to " + MOST_SIDE);
        }
        if (!isWithin(framesPerSecond, MOST_RATE)) {
            throw new IllegalArgumentException("rate must be from 1 to " + MOST_RATE + " frames a second");
        }
    }

    private static boolean isWithin(OptionalInt value, int most) {
        return value.isEmpty() || (value.getAsInt() >= 1 && value.getAsInt() <= most);
    }

    /** As FFmpeg's reader of devices wants them. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        if (width.isPresent() && height.isPresent()) {
            options.put("video_size", width.getAsInt() + "x" + height.getAsInt());
        }
        framesPerSecond.ifPresent(rate -> options.put("framerate", Integer.toString(rate)));
        return options;
    }
}
