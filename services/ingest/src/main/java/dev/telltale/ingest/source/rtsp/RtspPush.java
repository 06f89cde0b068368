package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.source.push.Front;
import dev.telltale.ingest.source.push.TcpFront;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Ports to which publishers push by RTSP, interleaved in their TCP connection. */
public final class RtspPush {
    /** The port that is bound where a stream names none. */
    public static final int DEFAULT_PORT = 8554;

    private RtspPush() {}

    /** Begins to listen. */
    public static Front listen(InetSocketAddress address) throws IOException {
        return TcpFront.listen(address, (socket, front) -> new RtspConversation(socket, front).run());
    }
}
