package dev.telltale.load.mutants;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Where a file's headers lie: names of boxes and chunks, start codes, packets, ids of elements, tags. */
final class Anchors {
    private static final int TS_PACKET = 188;
    private static final int TS_SYNC = 0x47;
    private static final int FLV_HEADER = 13;
    private static final int FLV_TAG = 11;
    /** Boxes of MP4 whose fields are sizes, counts and times, and chunks of AVI. */
    private static final List<String> NAMES = List.of("ftyp", "moov", "mvhd", "trak", "tkhd", "edts", "elst", "mdia",
            "mdhd", "hdlr", "minf", "stbl", "stsd", "stts", "ctts", "stss", "stsc", "stsz", "stco", "co64", "sdtp",
            "moof", "mfhd", "traf", "tfhd", "tfdt", "trun", "mvex", "trex", "sidx", "mdat", "avcC", "hvcC", "av1C",
            "esds", "pasp", "colr", "RIFF", "LIST", "avih", "strl", "strh", "strf", "movi", "idx1", "indx", "00dc");
    /** Elements of Matroska: header, segment, seek head, info, time scale, duration, tracks, entry, video, size, cluster, time, blocks, cues. */
    private static final List<String> IDS = List.of("1a45dfa3", "18538067", "114d9b74", "1549a966", "2ad7b1", "4489",
            "1654ae6b", "ae", "23e383", "63a2", "e0", "b0", "ba", "1f43b675", "e7", "a3", "a0", "1c53bb6b");

    private Anchors() {}

    /** Offsets of headers by the kind of file; the two ends of it where nothing is known of the kind. */
    static List<Integer> of(String name, byte[] file) {
        List<Integer> found = switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "mp4", "mov", "avi" -> all(file, NAMES.stream().map(Anchors::ascii).toList());
            case "mkv", "webm" -> all(file, IDS.stream().map(HexFormat.of()::parseHex).toList());
            case "ts" -> packets(file);
            case "flv" -> tags(file);
            default -> all(file, List.of(new byte[]{0, 0, 1}));
        };
        found.add(0);
        found.add(Math.max(0, file.length - 64));
        return found;
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Integer> all(byte[] file, List<byte[]> patterns) {
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at < file.length; at++) {
            int here = at;
            if (patterns.stream().anyMatch(pattern -> matches(file, here, pattern))) {
                found.add(at);
            }
        }
        return found;
    }

    private static boolean matches(byte[] file, int at, byte[] pattern) {
        if (at + pattern.length > file.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (file[at + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    /** Packets, and the start codes of the streams in them. */
    private static List<Integer> packets(byte[] file) {
        List<Integer> found = all(file, List.of(new byte[]{0, 0, 1}));
        for (int at = 0; at < file.length; at += TS_PACKET) {
            if (file[at] == TS_SYNC) {
                found.add(at);
            }
        }
        return found;
    }

    private static List<Integer> tags(byte[] file) {
        List<Integer> found = new ArrayList<>();
        for (int at = FLV_HEADER; at + FLV_TAG < file.length;) {
            found.add(at);
            int size = ((file[at + 1] & 0xff) << 16) | ((file[at + 2] & 0xff) << 8) | (file[at + 3] & 0xff);
            at += FLV_TAG + size + Integer.BYTES;
        }
        return found;
    }
}
