package dev.telltale.ingest.source.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A web server that does as it is told, faults included, and counts who comes. */
public final class TestHttp implements AutoCloseable {
    /** What is asked. */
    public record Request(String target, Map<String, String> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Answers a request by writing whatever it likes. */
    @FunctionalInterface
    public interface Answer {
        void write(Request request, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private TestHttp(ServerSocket server) {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    public static TestHttp start() throws IOException {
        return new TestHttp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    public static TestHttp on(ServerSocket server) {
        return new TestHttp(server);
    }

    public int port() {
        return server.getLocalPort();
    }

    public TestHttp with(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** Requests that came, in order. */
    public List<Request> requests() {
        return requests;
    }

    /** Connections that came, with or without a request. */
    public int hits() {
        return connections.size();
    }

    /** Blocks until the server is closed: a peer that says nothing. */
    public void silence() throws InterruptedException {
        closing.await();
    }

    /** The whole, without parts. */
    public static Answer whole(byte[] bytes) {
        return (request, out) -> {
            head(out, 200, "Content-Length: " + bytes.length);
            out.write(bytes);
        };
    }

    /** A text. */
    public static Answer text(String text) {
        return whole(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A stream without a length that ends when it is through. */
    public static Answer endless(byte[] bytes) {
        return (request, out) -> {
            head(out, 200, "Transfer-Encoding: chunked");
            for (int at = 0; at < bytes.length; at += 10_000) {
                int length = Math.min(10_000, bytes.length - at);
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes, at, length);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        };
    }

    /** Parts on request; each connection breaks after so many bytes. */
    public static Answer parts(byte[] bytes, int breakAfter) {
        return (request, out) -> {
            String[] range = request.header("range").replace("bytes=", "").split("-", -1);
            int from = range[0].isEmpty() ? 0 : Integer.parseInt(range[0]);
            int to = range.length < 2 || range[1].isEmpty() ? bytes.length - 1 : Integer.parseInt(range[1]);
            head(out, 206, "ETag: \"one\"", "Content-Length: " + (to - from + 1),
                    "Content-Range: bytes " + from + "-" + to + "/" + bytes.length);
            out.write(bytes, from, Math.min(to - from + 1, breakAfter));
        };
    }

    public static Answer redirect(String to) {
        return (request, out) -> head(out, 302, "Location: " + to, "Content-Length: 0");
    }

    public static void head(OutputStream out, int code, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(code).append(" Said\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            closing.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            Map<String, String> headers = new TreeMap<>();
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                String[] parts = header.split(":\\s*", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            Request request = new Request(line.split(" ", -1)[1], headers);
            requests.add(request);
            Answer missing = (unused, out) -> head(out, 404, "Content-Length: 0");
            answers.getOrDefault(request.target().split("\\?", 2)[0], missing).write(request, socket.getOutputStream());
        } catch (Exception e) {
            // The client has gone, or the answer wanted it so: counted once more.
            connections.add(socket);
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
