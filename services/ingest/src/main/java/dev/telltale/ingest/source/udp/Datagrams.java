package dev.telltale.ingest.source.udp;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What datagrams carry: transport stream packets as they are, or behind a header of RTP (RFC 2250, SMPTE 2022-2). */
final class Datagrams {
    private static final int SYNC = 0x47;
    private static final int PACKET = 188;
    private static final int RTP_HEADER = 12;
    private static final int RTP_VERSION = 2;

    private Datagrams() {}

    /**
     * The transport stream of a datagram; empty where it has none.
     *
     * @param known whether others from there had some: then even a piece of a packet is one
     */
    static Optional<byte[]> payload(ByteBuffer datagram, boolean known) {
        int start = datagram.position();
        int header = header(datagram);
        if (header > 0 && isSync(datagram, start + header)) {
            start += header;
        } else if (!known && !holdsPackets(datagram)) {
            return Optional.empty();
        }
        byte[] payload = new byte[datagram.limit() - start];
        datagram.get(start, payload);
        return Optional.of(payload);
    }

    /** Some senders cut without regard to packets (ffmpeg's default is 1472 bytes): they lie at equal distances, wherever. */
    private static boolean holdsPackets(ByteBuffer datagram) {
        for (int first = datagram.position(); first < datagram.position() + PACKET; first++) {
            int at = first;
            while (isSync(datagram, at)) {
                at += PACKET;
            }
            if (at > first && at >= datagram.limit()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSync(ByteBuffer datagram, int at) {
        return at < datagram.limit() && (datagram.get(at) & 0xff) == SYNC;
    }

    /** Length of the RTP header: more with contributing sources and with an extension. */
    private static int header(ByteBuffer datagram) {
        if (datagram.remaining() <= RTP_HEADER) {
            return 0;
        }
        int first = datagram.get(datagram.position()) & 0xff;
        if (first >> 6 != RTP_VERSION) {
            return 0;
        }
        int length = RTP_HEADER + 4 * (first & 0xf);
        boolean extended = (first & 0x10) != 0;
        if (extended && datagram.remaining() >= length + 4) {
            length += 4 + 4 * (datagram.getShort(datagram.position() + length + 2) & 0xffff);
        }
        return length;
    }
}
