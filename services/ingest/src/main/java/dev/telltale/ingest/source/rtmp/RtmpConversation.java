package dev.telltale.ingest.source.rtmp;

import dev.telltale.ingest.source.push.Front;
import dev.telltale.ingest.source.push.Mount;
import dev.telltale.ingest.source.push.Publication;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * What is said on one connection of a publisher: connect, createStream, publish, then video. Its stream key is the last part of the path,
 * as OBS and its like have it: {@code rtmp://host/live/cam1} and the key in a field of its own, or all in one URL.
 */
final class RtmpConversation {
    private static final Logger LOG = LoggerFactory.getLogger(RtmpConversation.class);
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int FROM_STRANGERS = 1 << 16;
    private static final int FROM_PUBLISHERS = 32 << 20;
    private static final int MOST_COMMANDS = 64;
    private static final int STREAM = 1;

    private final Socket socket;
    private final Front front;
    private final RtmpWire wire;
    private String application = "";

    RtmpConversation(Socket socket, Front front) throws IOException {
        this.socket = socket;
        this.front = front;
        this.wire = new RtmpWire(new BufferedInputStream(socket.getInputStream(), 1 << 16), socket.getOutputStream());
    }

    void run() throws IOException, InterruptedException {
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        socket.setTcpNoDelay(true);
        wire.holdAtMost(FROM_STRANGERS);
        wire.answerGreeting();
        Publication publication = negotiate();
        if (publication != null) {
            try {
                play(publication);
            } finally {
                publication.end();
            }
        }
    }

    /** Answers commands until one of them publishes; null where nothing comes of it. */
    private @Nullable Publication negotiate() throws IOException {
        for (int i = 0; i < MOST_COMMANDS; i++) {
            RtmpMessage message = wire.next();
            if (message == null) {
                return null;
            }
            if (!RtmpWire.isCommand(message)) {
                continue;
            }
            List<@Nullable Object> command = RtmpWire.values(message);
            Object name = command.isEmpty() ? null : command.getFirst();
            Object transaction = command.size() > 1 ? command.get(1) : null;
            if ("connect".equals(name)) {
                connect(command, transaction);
            } else if ("createStream".equals(name)) {
                wire.command(0, "_result", transaction, null, (double) STREAM);
            } else if ("publish".equals(name)) {
                return publish(command.size() > 3 && command.get(3) instanceof String key ? key : "");
            } else if ("play".equals(name)) {
                status("NetStream.Play.StreamNotFound", "error", "nothing is played here");
                return null;
            }
        }
        throw new IOException("it talks without publishing");
    }

    private void connect(List<@Nullable Object> command, @Nullable Object transaction) throws IOException {
        Object asked = command.size() > 2 && command.get(2) instanceof Map<?, ?> object ? object.get("app") : null;
        application = asked instanceof String text ? text : "";
        wire.command(0, "_result", transaction, Map.of("fmsVer", "FMS/3,0,1,123", "capabilities", 31.0),
                Map.of("level", "status", "code", "NetConnection.Connect.Success", "description",
                        "Connection succeeded.", "objectEncoding", 0.0));
    }

    /** Whether the path or the key is wrong is nobody's business. */
    private @Nullable Publication publish(String name) throws IOException {
        String path = ("/" + application + "/" + name.split("\\?", 2)[0]).replaceAll("/+", "/");
        int slash = path.lastIndexOf('/');
        Mount mount = slash < 1 ? null : front.find(path.substring(0, slash));
        if (mount == null || !mount.opensWith(path.substring(slash + 1))) {
            status("NetStream.Publish.Denied", "error", "no stream has this path and key");
            return null;
        }
        Publication offered = new Publication(mount.address().toString(), null, this::hangUp);
        if (!mount.offer(offered)) {
            status("NetStream.Publish.BadName", "error", "somebody already publishes here, or has just left");
            return null;
        }
        wire.holdAtMost(FROM_PUBLISHERS);
        status("NetStream.Publish.Start", "status", "go on");
        return offered;
    }

    private void play(Publication publication) throws IOException, InterruptedException {
        // From here on the reader's deadline on packets decides when silence is too long.
        socket.setSoTimeout(0);
        boolean goesOn = publication.put(bytes(FlvTags.header()));
        while (goesOn) {
            RtmpMessage message = wire.next();
            if (message == null || ends(message)) {
                return;
            }
            if (FlvTags.isVideo(message)) {
                goesOn = publication.put(bytes(FlvTags.of(message)));
            }
        }
    }

    private static boolean ends(RtmpMessage message) throws IOException {
        if (!RtmpWire.isCommand(message)) {
            return false;
        }
        List<@Nullable Object> command = RtmpWire.values(message);
        Object name = command.isEmpty() ? null : command.getFirst();
        return "deleteStream".equals(name) || "closeStream".equals(name) || "FCUnpublish".equals(name);
    }

    private void status(String code, String level, String words) throws IOException {
        wire.command(STREAM, "onStatus", 0.0, null, Map.of("level", level, "code", code, "description", words));
    }

    private static byte[] bytes(ByteBuffer tags) {
        byte[] bytes = new byte[tags.remaining()];
        tags.get(bytes);
        return bytes;
    }

    private void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("connection not closed cleanly reason={}", e.getMessage());
        }
    }
}
