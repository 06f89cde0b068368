package dev.telltale.vision.media;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The beginning of a VP9 frame (VP9 Bitstream & Decoding Process Specification 0.6, section 6.2): FFmpeg's parser does not tell
 * the size of key frames, and neither does any container once it has begun.
 */
final class Vp9Header {
    private static final int FRAME_MARKER = 2;
    private static final int SYNC_CODE = 0x498342;
    private static final int CS_RGB = 7;

    private final ByteBuffer data;
    private int bit;

    private Vp9Header(ByteBuffer data) {
        this.data = data;
    }

    /** Width and height. */
    record Size(int width, int height) {}

    /** Returns the size of a key frame; nothing where it is none, or damaged. */
    static Optional<Size> keyFrameSize(ByteBuffer packet) {
        // Whatever the profile, the size ends before the twelfth byte.
        return packet.remaining() < 12 ? Optional.empty() : new Vp9Header(packet.slice()).read();
    }

    private Optional<Size> read() {
        if (bits(2) != FRAME_MARKER) {
            return Optional.empty();
        }
        int profile = bits(1) + 2 * bits(1);
        if (profile == 3) {
            bits(1);
        }
        boolean showExisting = bits(1) == 1;
        boolean inter = !showExisting && bits(1) == 1;
        bits(2);
        if (showExisting || inter || bits(24) != SYNC_CODE) {
            return Optional.empty();
        }
        skipColours(profile);
        return Optional.of(new Size(bits(16) + 1, bits(16) + 1));
    }

    private void skipColours(int profile) {
        bits(profile >= 2 ? 1 : 0);
        boolean rgb = bits(3) == CS_RGB;
        boolean subsamplingTold = profile == 1 || profile == 3;
        if (rgb) {
            bits(subsamplingTold ? 1 : 0);
        } else {
            bits(subsamplingTold ? 4 : 1);
        }
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            value = 2 * value + ((data.get(bit / 8) >> (7 - bit % 8)) & 1);
        }
        return value;
    }
}
