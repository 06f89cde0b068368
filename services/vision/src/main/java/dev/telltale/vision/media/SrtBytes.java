package dev.telltale.vision.media;

import dev.telltale.vision.media.MediaInputException.Fault;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What comes through an SRT connection, from the process that has it. A thread of its own ends that process when the deadline expires
 * while somebody waits for it, or when it is cancelled.
 */
public final class SrtBytes implements InputBytes {
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);
    /** A JVM that moves bytes needs no more. */
    private static final List<String> SMALL = List.of("-Xmx32m", "-Xss512k", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final String name;
    private final InterruptDeadline deadline;
    private final Process process;
    private final DataInputStream in;
    private final Thread watch;
    private volatile boolean reading;
    /** Somebody is waited for, which may take any time. */
    private volatile boolean patient;

    private SrtBytes(String name, Process process, InterruptDeadline deadline, boolean patient) {
        this.name = name;
        this.deadline = deadline;
        this.process = process;
        this.patient = patient;
        this.in = new DataInputStream(process.getInputStream());
        this.watch = Thread.ofVirtual().name("srt-watch").start(this::watch);
    }

    /**
     * Calls somebody.
     *
     * @param name for people
     * @param to a resolved address that may be dialled
     */
    public static SrtBytes call(String name, InetSocketAddress to, SrtTerms terms, InterruptDeadline deadline)
            throws MediaInputException {
        Map<String, String> options = new LinkedHashMap<>(terms.options());
        options.put("mode", "caller");
        options.put("connect_timeout", Long.toString(CONNECT.toMillis()));
        return start(name, to, options, deadline, false)
                .opened("refuses the connection, or nobody listens there by SRT");
    }

    /**
     * Waits for somebody to call, for as long as it takes; a second caller is turned away.
     *
     * @param name for people
     * @param at the address that is bound
     */
    public static SrtBytes listen(String name, InetSocketAddress at, SrtTerms terms, InterruptDeadline deadline)
            throws MediaInputException {
        Map<String, String> options = new LinkedHashMap<>(terms.options());
        options.put("mode", "listener");
        SrtBytes bytes = start(name, at, options, deadline, true)
                .opened("cannot listen: port " + at.getPort() + " is in use or not allowed");
        deadline.progress();
        bytes.patient = false;
        return bytes;
    }

    private static SrtBytes start(String name, InetSocketAddress address, Map<String, String> options,
            InterruptDeadline deadline, boolean patient) throws MediaInputException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.add(SrtRelay.class.getName());
        // The libsrt inside writes to standard error whatever is set.
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            Process process = builder.start();
            SrtBytes bytes = new SrtBytes(name, process, deadline, patient);
            bytes.tell(address, options);
            return bytes;
        } catch (IOException e) {
            throw new MediaInputException(Fault.BROKEN, name, "cannot have a process for SRT (" + e.getMessage() + ")",
                    e);
        }
    }

    private void tell(InetSocketAddress address, Map<String, String> options) throws IOException {
        try {
            SrtRelay.tell(process.getOutputStream(), address, options);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private SrtBytes opened(String what) throws MediaInputException {
        reading = true;
        try {
            int answer = in.readUnsignedByte();
            if (answer == SrtRelay.OPEN) {
                reading = false;
                return this;
            }
            throw new IOException(in.readUTF());
        } catch (IOException e) {
            close();
            if (over()) {
                throw MediaOpener.interrupted(name, deadline);
            }
            String why = e instanceof EOFException ? "its process ended" : String.valueOf(e.getMessage());
            throw new MediaInputException(Fault.UNREACHABLE, name, what + " (" + why + ")", e);
        }
    }

    private boolean over() {
        return patient ? deadline.cancelled() : deadline.expired();
    }

    private void watch() {
        try {
            while (process.isAlive()) {
                if (deadline.cancelled() || (reading && over())) {
                    hangUp();
                    return;
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process is given a moment to say goodbye to the other side and to let go of its port. */
    private void hangUp() throws InterruptedException {
        try {
            process.getOutputStream().close();
            if (process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It has ended by itself.
        }
        process.destroyForcibly();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        reading = true;
        try {
            byte[] bytes = new byte[into.remaining()];
            int count = in.read(bytes);
            if (count > 0) {
                into.put(bytes, 0, count);
            } else if (deadline.expired()) {
                throw new IOException("no packet in time");
            }
            return count;
        } finally {
            reading = false;
        }
    }

    @Override
    public void close() {
        watch.interrupt();
        try (in) {
            hangUp();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
