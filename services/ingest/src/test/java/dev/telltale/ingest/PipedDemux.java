package dev.telltale.ingest;

import dev.telltale.vision.media.InputBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaPacket;

import java.io.IOException;
import java.io.InputStream;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.zip.CRC32;

/** A process that demuxes what comes through its standard input and says what it found: packets, bytes, checksum. */
final class PipedDemux {
    private PipedDemux() {}

    public static void main(String[] arguments) throws Exception {
        boolean up = hasNetwork();
        try (MediaInput input = MediaInput.open(new Piped(System.in), InputLimits.LIVE,
                new InterruptDeadline(Duration.ofSeconds(20)))) {
            System.out.println(summary(input) + " network " + up);
        }
    }

    /** Packets, bytes and checksum of an input. */
    static String summary(MediaInput input) throws Exception {
        long packets = 0;
        long bytes = 0;
        CRC32 checksum = new CRC32();
        for (MediaPacket packet = input.read(); packet != null; packet = input.read()) {
            packets++;
            bytes += packet.size();
            checksum.update(packet.data().duplicate());
        }
        return packets + " packets " + bytes + " bytes " + Long.toHexString(checksum.getValue());
    }

    private static boolean hasNetwork() {
        try {
            return NetworkInterface.networkInterfaces().anyMatch(PipedDemux::isUp);
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (IOException e) {
            return false;
        }
    }

    /** Bytes of a pipe. */
    private record Piped(InputStream in) implements InputBytes {
        @Override
        public String name() {
            return "pipe";
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            byte[] chunk = new byte[into.remaining()];
            int count = in.read(chunk);
            if (count > 0) {
                into.put(chunk, 0, count);
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
