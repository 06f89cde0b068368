package dev.telltale.vision.media;

import dev.telltale.vision.media.MediaInputException.Fault;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says what a file really is when it is not video. FFmpeg obeys a playlist or a script whatever the file's name is and opens
 * what it names; such files are turned away by their first bytes, before FFmpeg sees them.
 */
final class Disguise {
    /** Bytes from the beginning that are enough to tell. */
    static final int HEAD_BYTES = 512;

    private static final int PRINTABLE_FROM = 0x20;
    private static final Map<String, String> SCRIPTS = new LinkedHashMap<>();

    static {
        SCRIPTS.put("#extm3u", "is a playlist, not video");
        SCRIPTS.put("ffconcat", "is a list of other files (ffconcat script), not video");
        SCRIPTS.put("[playlist]", "is a playlist, not video");
        SCRIPTS.put("v=0", "is a session description (SDP), not video");
        SCRIPTS.put("<", "is XML or HTML, not video");
        SCRIPTS.put("%pdf", "is a PDF, not video");
    }

    private Disguise() {}

    /** Returns what is wrong with an input that begins like this, or nothing where it may be video. */
    static Optional<MediaInputException> unmask(String name, byte[] head) {
        if (head.length == 0) {
            return Optional.of(new MediaInputException(Fault.EMPTY, name, "is empty (zero bytes)"));
        }
        if (!isText(head)) {
            return Optional.empty();
        }
        String text = new String(head, StandardCharsets.UTF_8).strip().replace("\uFEFF", "").toLowerCase(Locale.ROOT);
        String what = SCRIPTS.entrySet().stream().filter(script -> text.startsWith(script.getKey()))
                .map(Map.Entry::getValue)
                .findFirst().orElse("is text, not video");
        return Optional.of(new MediaInputException(Fault.NOT_VIDEO, name, what));
    }

    /** Returns why FFmpeg could not make sense of an input that begins like this. */
    static MediaInputException explain(String name, byte[] head, int error) {
        if (head.length > 8 && new String(head, 4, 4, StandardCharsets.US_ASCII).equals("ftyp")) {
            return new MediaInputException(Fault.TRUNCATED, name,
                    "is a damaged or truncated MP4: its index (moov) is missing or unreadable");
        }
        return new MediaInputException(Fault.NOT_VIDEO, name,
                "is not a video of a known kind (MP4, MOV, Matroska, WebM, "
                        + "MPEG-TS, MPEG-PS, AVI or FLV): " + FfmpegRuntime.describe(error));
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            boolean control = b >= 0 && b < PRINTABLE_FROM && b != '\n' && b != '\r' && b != '\t';
            if (control || b == (byte) 0xff) {
                return false;
            }
        }
        return true;
    }
}
