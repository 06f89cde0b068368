package dev.telltale.ingest.source.udp;

import dev.telltale.ingest.source.push.Publication;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;

/**
 * An open UDP port whose datagrams are taken off the kernel's hands by a thread of their own: a reader that is held up for a moment loses
 * nothing. One that is held up for longer loses the newest, which are counted.
 */
final class UdpReceiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpReceiver.class);
    private static final int KERNEL_BYTES = 4 << 20;
    private static final int LARGEST = 1 << 16;
    /** After so many datagrams without a transport stream somebody is told. */
    private static final int FOREIGN = 50;

    private final UdpAddress address;
    private final DatagramChannel channel;
    private final Publication received;
    private long taken;
    private long foreign;
    private long lost;

    private UdpReceiver(UdpAddress address, DatagramChannel channel) {
        this.address = address;
        this.channel = channel;
        this.received = new Publication(address.toString(), null, this::close);
    }

    /** Binds, joins and begins to receive. */
    static UdpReceiver open(UdpAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(address.socket().getAddress() instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BYTES);
            if (address.isGroup()) {
                // Others of this machine may listen to the same group. Bound to the group itself, nothing else arrives.
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.bind(address.socket());
            if (address.isGroup()) {
                join(channel, address);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        UdpReceiver receiver = new UdpReceiver(address, channel);
        Thread.ofVirtual().name("udp-" + address.socket().getPort()).start(receiver::receive);
        return receiver;
    }

    private static void join(DatagramChannel channel, UdpAddress address) throws IOException {
        for (NetworkInterface device : devices(address)) {
            InetAddress from = address.from();
            if (from == null) {
                channel.join(address.socket().getAddress(), device);
            } else {
                channel.join(address.socket().getAddress(), device, from);
            }
        }
    }

    private static List<NetworkInterface> devices(UdpAddress address) throws IOException {
        String wanted = address.device();
        if (wanted != null) {
            NetworkInterface device = NetworkInterface.getByName(wanted);
            if (device == null) {
                throw new IOException("this machine has no network interface '" + wanted + "'");
            }
            return List.of(device);
        }
        List<NetworkInterface> all = NetworkInterface.networkInterfaces().filter(UdpReceiver::takesGroups).toList();
        if (all.isEmpty()) {
            throw new IOException("no network interface of this machine takes groups");
        }
        return all;
    }

    private static boolean takesGroups(NetworkInterface device) {
        try {
            return device.isUp() && device.supportsMulticast() && !device.isLoopback();
        } catch (IOException e) {
            return false;
        }
    }

    /** What arrives. */
    Publication received() {
        return received;
    }

    private void receive() {
        ByteBuffer datagram = ByteBuffer.allocateDirect(LARGEST);
        try {
            while (true) {
                SocketAddress sender = channel.receive(datagram.clear());
                datagram.flip();
                if (isWelcome(sender)) {
                    take(datagram);
                }
            }
        } catch (ClosedChannelException e) {
            received.end();
        } catch (IOException e) {
            received.end("broke off (" + e.getMessage() + ")");
        }
    }

    private boolean isWelcome(SocketAddress sender) {
        InetAddress from = address.from();
        return from == null || (sender instanceof InetSocketAddress socket && from.equals(socket.getAddress()));
    }

    private void take(ByteBuffer datagram) {
        Optional<byte[]> payload = Datagrams.payload(datagram, taken > 0);
        if (payload.isEmpty()) {
            foreign++;
            if (foreign == FOREIGN) {
                received.end("what is sent there is not MPEG-TS");
            }
        } else if (received.offer(payload.get())) {
            taken++;
        } else {
            lost++;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("UDP port not closed cleanly address={} reason={}", address, e.getMessage());
        }
        if (lost > 0 || foreign > 0) {
            LOG.warn("datagrams dropped address={} tooManyAtOnce={} notTransportStream={} taken={}", address, lost,
                    foreign, taken);
        }
    }
}
