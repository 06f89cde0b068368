package dev.telltale.local.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Media files written byte by byte: no encoder would make them. */
final class Containers {
    private static final int AUDIO_TAG = 8;
    private static final byte PCM_5512_HZ_8_BIT_MONO = 0x30;
    private static final int SAMPLES = 5512;
    private static final int AVI_HEADER = 56;
    private static final int STREAM_HEADER = 56;
    private static final int BITMAP_HEADER = 40;

    private Containers() {}

    /** FLV (Adobe's Flash Video File Format, appendix E): a second of silence and nothing to see. */
    static byte[] sound() {
        int tag = 11 + 1 + SAMPLES;
        ByteBuffer flv = ByteBuffer.allocate(13 + tag + 4);
        flv.put(ascii("FLV")).put((byte) 1).put((byte) 4).putInt(9).putInt(0);
        flv.putInt(AUDIO_TAG << 24 | 1 + SAMPLES).putInt(0).put(new byte[3]);
        return flv.put(PCM_5512_HZ_8_BIT_MONO).put(new byte[SAMPLES]).putInt(tag).array();
    }

    /** AVI: one stream of PNG pictures that says how large they are; nobody should try to decode the one it holds. */
    static byte[] film(int width, int height) {
        byte[] header = list("hdrl", chunk("avih", numbers(AVI_HEADER, 40_000, 0, 0, 0, 1, 0, 1, 0, width, height)),
                list("strl", chunk("strh", streamHeader()), chunk("strf", bitmapHeader(width, height))));
        byte[] movie = list("movi", chunk("00dc", new byte[4096]));
        return chunk("RIFF", joined(ascii("AVI "), header, movie));
    }

    private static byte[] streamHeader() {
        byte[] rest = numbers(STREAM_HEADER - 8, 0, 0, 0, 1, 25, 0, 1);
        return joined(ascii("vids"), ascii("MPNG"), rest);
    }

    private static byte[] bitmapHeader(int width, int height) {
        byte[] size = numbers(16, BITMAP_HEADER, width, height, 24 << 16 | 1);
        return joined(size, ascii("MPNG"), new byte[BITMAP_HEADER - 20]);
    }

    private static byte[] list(String name, byte[]... chunks) {
        return chunk("LIST", joined(ascii(name), joined(chunks)));
    }

    private static byte[] chunk(String name, byte[] content) {
        return joined(ascii(name), numbers(4, content.length), content);
    }

    private static byte[] numbers(int length, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
