package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.source.push.Front;
import dev.telltale.ingest.source.push.Mount;
import dev.telltale.ingest.source.push.Publication;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said on one connection: a publisher announces a session, sets up its video, records, and sends packets between requests. */
final class RtspConversation {
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int INTERLEAVED = '$';
    private static final Pattern CHANNELS = Pattern.compile("interleaved=(\\d{1,3})-(\\d{1,3})");
    private static final String SESSION = "1";

    private final Socket socket;
    private final Front front;
    private final DataInputStream in;
    private final OutputStream out;
    private final DigestChallenge challenge = new DigestChallenge();
    private @Nullable Mount mount;
    private @Nullable SessionDescription announced;
    private @Nullable Publication publication;
    private int videoChannel = -1;
    private int controlChannel = -1;
    private boolean over;

    RtspConversation(Socket socket, Front front) throws IOException {
        this.socket = socket;
        this.front = front;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        this.out = socket.getOutputStream();
    }

    void run() throws IOException, InterruptedException {
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        socket.setTcpNoDelay(true);
        try {
            while (!over) {
                int first = in.read();
                if (first < 0) {
                    return;
                }
                if (first == INTERLEAVED) {
                    packet();
                } else {
                    answer(RtspRequest.read(first, in));
                }
            }
        } finally {
            Publication ours = publication;
            if (ours != null) {
                ours.end();
            }
        }
    }

    private void packet() throws IOException, InterruptedException {
        int channel = in.readUnsignedByte();
        byte[] packet = new byte[in.readUnsignedShort()];
        in.readFully(packet);
        Publication ours = publication;
        if (ours == null) {
            throw new IOException("a packet before RECORD");
        }
        if ((channel == videoChannel || channel == controlChannel) && packet.length > 0) {
            over = !ours.put(packet);
        }
    }

    private void answer(RtspRequest request) throws IOException {
        switch (request.method()) {
            case "OPTIONS" ->
                reply(request, "200 OK", "Public: OPTIONS, ANNOUNCE, SETUP, RECORD, GET_PARAMETER, TEARDOWN");
            case "ANNOUNCE" -> announce(request);
            case "SETUP" -> setUp(request);
            case "RECORD" -> record(request);
            case "GET_PARAMETER", "SET_PARAMETER" -> reply(request, "200 OK", "Session: " + SESSION);
            case "TEARDOWN" -> {
                reply(request, "200 OK", "Session: " + SESSION);
                over = true;
            }
            default -> reply(request, "405 Method Not Allowed", "Allow: OPTIONS, ANNOUNCE, SETUP, RECORD, TEARDOWN");
        }
    }

    private void announce(RtspRequest request) throws IOException {
        Claim claim = claim(request.path());
        Mount wanted = claim.mount();
        if (wanted == null) {
            reply(request, "404 Not Found");
            over = true;
        } else if (!admitted(wanted, claim, request)) {
            reply(request, "401 Unauthorized", "WWW-Authenticate: " + challenge.header());
        } else if (!wanted.isWaiting()) {
            reply(request, "503 Service Unavailable");
            over = true;
        } else {
            Optional<SessionDescription> video = SessionDescription.videoOf(request.body());
            mount = wanted;
            announced = video.orElse(null);
            reply(request, video.isPresent() ? "200 OK" : "415 Unsupported Media Type");
        }
    }

    /**
     * The stream that a path asks for, and what may be its key.
     *
     * @param rest last part of the path where that may be the key, else empty
     */
    private record Claim(@Nullable Mount mount, String rest) {}

    /** Publishers that cannot authenticate append the key to the path. */
    private Claim claim(String path) {
        Mount exact = front.find(path);
        int slash = path.lastIndexOf('/');
        return exact != null || slash <= 0
                ? new Claim(exact, "")
                : new Claim(front.find(path.substring(0, slash)), path.substring(slash + 1));
    }

    private boolean admitted(Mount wanted, Claim claim, RtspRequest request) {
        String key = wanted.key();
        if (!claim.rest().isEmpty()) {
            return key != null && wanted.opensWith(claim.rest());
        }
        boolean proven = key == null || challenge.proves(request, key);
        if (!proven && !request.header("authorization").isEmpty()) {
            wanted.noteWrongKey();
        }
        return proven;
    }

    private void setUp(RtspRequest request) throws IOException {
        SessionDescription session = announced;
        String transport = request.header("transport");
        Matcher channels = CHANNELS.matcher(transport);
        if (session == null) {
            reply(request, "455 Method Not Valid in This State");
        } else if (!transport.startsWith("RTP/AVP/TCP") || !channels.find()) {
            reply(request, "461 Unsupported Transport");
        } else {
            if (request.uri().endsWith(session.control())) {
                videoChannel = Integer.parseInt(channels.group(1));
                controlChannel = Integer.parseInt(channels.group(2));
            }
            reply(request, "200 OK", "Session: " + SESSION,
                    "Transport: RTP/AVP/TCP;unicast;" + channels.group() + ";mode=record");
        }
    }

    private void record(RtspRequest request) throws IOException {
        Mount wanted = mount;
        SessionDescription session = announced;
        if (wanted == null || session == null || videoChannel < 0) {
            reply(request, "455 Method Not Valid in This State");
            return;
        }
        Publication offered = new Publication(wanted.address().toString(), session.text(), this::hangUp);
        if (!wanted.offer(offered)) {
            reply(request, "503 Service Unavailable");
            over = true;
            return;
        }
        publication = offered;
        // From here on the reader's deadline on packets decides when silence is too long.
        socket.setSoTimeout(0);
        reply(request, "200 OK", "Session: " + SESSION);
    }

    private void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            over = true;
        }
    }

    private void reply(RtspRequest request, String status, String... headers) throws IOException {
        StringBuilder reply = new StringBuilder("RTSP/1.0 ").append(status).append("\r\nCSeq: ")
                .append(request.header("cseq"));
        for (String header : headers) {
            reply.append("\r\n").append(header);
        }
        reply.append("\r\nContent-Length: 0\r\n\r\n");
        out.write(reply.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
