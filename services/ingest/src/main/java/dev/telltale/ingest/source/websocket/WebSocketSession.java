package dev.telltale.ingest.source.websocket;

import dev.telltale.ingest.dial.Trouble;
import dev.telltale.ingest.source.push.Mount;
import dev.telltale.ingest.source.push.Publication;
import dev.telltale.kit.config.WebSocketConfig;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One participant's connection. The next frame is asked for when this one has found room and the rate allows it; until then TCP makes the
 * sender wait. No thread is held meanwhile that others need. Public, since Jetty looks its methods up.
 */
public final class WebSocketSession implements Session.Listener {
    private final Mount mount;
    private final Publication publication;
    private final long mostMessageBytes;
    private final RateLimit rate;
    private volatile @Nullable Session session;
    private volatile @Nullable String refusal;
    private long messageBytes;

    WebSocketSession(Mount mount, WebSocketConfig limits, LongSupplier nanoTime) {
        this.mount = mount;
        this.publication = new Publication(mount.address().toString(), null, this::hangUp);
        this.mostMessageBytes = limits.mostMessageBytes().bytes();
        this.rate = new RateLimit(limits.mostBytesPerSecond().bytes(), nanoTime);
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        Thread.ofVirtual().start(() -> {
            if (mount.offer(publication)) {
                opened.demand();
            } else {
                opened.close(StatusCode.TRY_AGAIN_LATER, "somebody already sends to this stream", Callback.NOOP);
            }
        });
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        callback.succeed();
        messageBytes += bytes.length;
        if (messageBytes > mostMessageBytes) {
            refuse(StatusCode.MESSAGE_TOO_LARGE, "sends a message of more than " + mostMessageBytes + " bytes");
            return;
        }
        messageBytes = last ? 0 : messageBytes;
        Thread.ofVirtual().start(() -> take(bytes));
    }

    private void take(byte[] bytes) {
        Session open = session;
        try {
            Duration wait = rate.take(bytes.length);
            if (wait.isPositive()) {
                Thread.sleep(wait);
            }
            if (publication.put(bytes) && open != null) {
                open.demand();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onWebSocketPartialText(String payload, boolean last) {
        refuse(StatusCode.BAD_DATA, "sends text, and video is binary");
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        publication.end("its connection broke" + Trouble.detail(cause));
    }

    @Override
    public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
        publication.end(refusal);
        callback.succeed();
    }

    private void refuse(int status, String why) {
        refusal = why;
        Session open = session;
        if (open != null) {
            open.close(status, why, Callback.NOOP);
        }
        publication.end(why);
    }

    private void hangUp() {
        Session open = session;
        if (open != null && open.isOpen()) {
            open.close(StatusCode.SHUTDOWN, "this stream is no longer read", Callback.from(() -> {}, failed -> open
                    .disconnect()));
        }
    }
}
