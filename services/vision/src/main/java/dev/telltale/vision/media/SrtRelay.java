package dev.telltale.vision.media;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The process of one SRT connection. Standard input says what to open, so that no passphrase stands in a list of processes, and its end
 * ends this process; standard output gives a byte when the connection is there, then what comes through it.
 */
final class SrtRelay {
    static final int OPEN = 'o';
    static final int FAILED = 'f';
    private static final Duration GRACE = Duration.ofSeconds(2);

    private SrtRelay() {}

    /** The process; no arguments. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        DataInputStream in = new DataInputStream(System.in);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(in.readNBytes(in.readByte())),
                in.readUnsignedShort());
        Map<String, String> options = new LinkedHashMap<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            options.put(in.readUTF(), in.readUTF());
        }
        try (SrtConnection connection = new SrtConnection()) {
            Thread.ofPlatform().daemon().name("parent").start(() -> endWith(in, connection));
            connection.open(address, options);
            out.write(OPEN);
            out.flush();
            connection.transferTo(new Direct(out));
        } catch (IOException e) {
            out.write(FAILED);
            new DataOutputStream(out).writeUTF(String.valueOf(e.getMessage()));
        }
        out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** What {@link #main} reads. */
    static void tell(OutputStream to, InetSocketAddress address, Map<String, String> options) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        byte[] number = address.getAddress().getAddress();
        out.writeByte(number.length);
        out.write(number);
        out.writeShort(address.getPort());
        out.writeByte(options.size());
        for (Map.Entry<String, String> option : options.entrySet()) {
            out.writeUTF(option.getKey());
            out.writeUTF(option.getValue());
        }
        out.flush();
    }

    private static void endWith(InputStream parent, SrtConnection connection) {
        try {
            parent.transferTo(OutputStream.nullOutputStream());
            connection.stop();
            Thread.sleep(GRACE);
        } catch (IOException | InterruptedException e) {
            connection.stop();
        }
        Runtime.getRuntime().halt(1);
    }

    /** A PrintStream swallows errors; one of them means that nobody reads any more. */
    private static final class Direct extends OutputStream {
        private final PrintStream out;

        Direct(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            check();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
            check();
        }

        private void check() throws IOException {
            if (out.checkError()) {
                throw new IOException("nobody reads any more");
            }
        }
    }
}
