package dev.telltale.ingest.worker;

import dev.telltale.ingest.credentials.Credential;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.SourceAddress;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.push.ListenAddress;
import dev.telltale.ingest.source.push.Mount;
import dev.telltale.ingest.source.push.Ports;
import dev.telltale.ingest.source.push.PushSource;
import dev.telltale.ingest.source.rtmp.RtmpPush;
import dev.telltale.ingest.source.rtsp.RtspPush;
import dev.telltale.ingest.source.websocket.WebSocketFront;
import dev.telltale.kit.config.IngestConfig;

import java.util.Optional;

/** The ports of this process to which publishers push, of every protocol. Thread-safe. */
public final class Listeners implements AutoCloseable {
    private final Ports rtsp = new Ports(RtspPush::listen);
    private final Ports rtmp = new Ports(RtmpPush::listen);
    private final Ports webSocket;

    /** The ports of a process; none is open yet. */
    public Listeners(IngestConfig config) {
        this.webSocket = new Ports(address -> WebSocketFront.listen(address, config.webSocket()));
    }

    /** Where an address wants to be pushed to. */
    static ListenAddress address(SourceAddress.Listen listen) throws RefusedSourceException {
        return switch (listen.protocol()) {
            case RTSP -> ListenAddress.of(listen.uri(), RtspPush.DEFAULT_PORT);
            case RTMP -> ListenAddress.of(listen.uri(), RtmpPush.DEFAULT_PORT);
            case WS -> ListenAddress.of(listen.uri(), WebSocketFront.DEFAULT_PORT);
        };
    }

    StreamSource source(SourceAddress.Listen listen, Optional<Credential> key) throws RefusedSourceException {
        Mount mount = new Mount(address(listen), key.map(Credential::text).orElse(null));
        return switch (listen.protocol()) {
            case RTSP -> new PushSource(mount, rtsp);
            case RTMP -> new PushSource(mount, rtmp);
            case WS -> new PushSource(mount, webSocket);
        };
    }

    @Override
    public void close() {
        rtsp.close();
        rtmp.close();
        webSocket.close();
    }
}
