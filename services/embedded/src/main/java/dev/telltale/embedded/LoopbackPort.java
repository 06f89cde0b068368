package dev.telltale.embedded;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;

/** A port of 127.0.0.1 that is bound before anything else starts: its number is known, and nobody else can take it. */
final class LoopbackPort implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private final ServerSocketChannel channel;
    private boolean handedOver;

    private LoopbackPort(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * @param what whose port, for the message: "broker"
     * @param port the number; 0: any free one
     */
    static LoopbackPort bind(String what, int port) {
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address(port));
            return new LoopbackPort(channel);
        } catch (BindException taken) {
            closeQuietly(channel);
            throw inUse(what, port, taken);
        } catch (IOException | RuntimeException refused) {
            closeQuietly(channel);
            throw new EmbeddedException("cannot listen on " + HOST + ":" + port + " for the " + what + ": "
                    + refused.getMessage(), refused);
        }
    }

    static PortInUseException inUse(String what, int port, IOException cause) {
        return new PortInUseException("port " + port + " of " + HOST + " is in use, the " + what
                + " needs it: stop the other program or choose another port", cause);
    }

    static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(channel.socket().getInetAddress(), number());
    }

    int number() {
        return channel.socket().getLocalPort();
    }

    /** Gives the channel, not blocking, to whoever serves it from now on and will close it. */
    ServerSocketChannel handOver() throws IOException {
        channel.configureBlocking(false);
        handedOver = true;
        return channel;
    }

    /** Frees the port unless it was handed over. */
    @Override
    public void close() {
        if (!handedOver) {
            closeQuietly(channel);
        }
    }

    private static void closeQuietly(@Nullable Channel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException unimportant) {
            // nothing was written through it
        }
    }
}
