package dev.telltale.ingest.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** A browser's side, played by Java's own WebSocket: a message in pieces, and a close or none. */
final class WebSocketPusher extends Pusher {
    private static final int PIECE = 10_000;

    private final HttpClient http = HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final URI target;
    private final byte[] clip;

    /** A pusher of a clip to a place, host and port and path. */
    WebSocketPusher(String place, Path clip) throws IOException {
        super("ws+listen://" + place);
        this.target = URI.create("ws://" + place + "?token=" + KEY);
        this.clip = Files.readAllBytes(clip);
    }

    @Override
    boolean push(boolean whole) throws InterruptedException {
        try {
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(target, new WebSocket.Listener() {
                    }).join();
            send(socket, whole ? clip.length : clip.length / 2);
            if (whole) {
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            } else {
                socket.abort();
            }
        } catch (CompletionException refused) {
            return false;
        }
        return awaitMet();
    }

    private void send(WebSocket socket, int length) {
        for (int at = 0; at < length; at += PIECE) {
            int count = Math.min(PIECE, length - at);
            socket.sendBinary(ByteBuffer.wrap(clip, at, count), at + count == length).join();
        }
    }

    @Override
    public void close() {
        super.close();
        http.shutdownNow();
    }
}
