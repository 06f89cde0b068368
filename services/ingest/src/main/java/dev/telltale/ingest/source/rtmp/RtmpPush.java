package dev.telltale.ingest.source.rtmp;

import dev.telltale.ingest.source.push.Front;
import dev.telltale.ingest.source.push.TcpFront;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Ports to which publishers push by RTMP. */
public final class RtmpPush {
    /** The port that is bound where a stream names none. */
    public static final int DEFAULT_PORT = 1935;

    private RtmpPush() {}

    /** Begins to listen. */
    public static Front listen(InetSocketAddress address) throws IOException {
        return TcpFront.listen(address, (socket, front) -> new RtmpConversation(socket, front).run());
    }
}
