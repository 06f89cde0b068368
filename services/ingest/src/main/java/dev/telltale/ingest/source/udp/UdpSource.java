package dev.telltale.ingest.source.udp;

import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.push.Publication;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.PacketSource;

import java.io.IOException;

/** Datagrams that somebody sends to a port of this machine, or to a group: {@code udp://127.0.0.1:5000?program=2}. */
public final class UdpSource implements StreamSource {
    private final UdpAddress address;
    private final Dialer dialer;

    /**
     * A source.
     *
     * @param dialer whose guard says which groups may be joined
     */
    public UdpSource(UdpAddress address, Dialer dialer) {
        this.address = address;
        this.dialer = dialer;
    }

    @Override
    public boolean isPushed() {
        return true;
    }

    @Override
    public String waitingFor() {
        return "waiting for datagrams at " + address;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        if (address.isGroup()) {
            dialer.admit(address.url());
        }
        Publication received = listen().received();
        if (!received.awaitFirst(deadline)) {
            received.close();
            throw new MediaInputException(Fault.CANCELLED, address.toString(), "stopped on request");
        }
        deadline.progress();
        received.readUntil(deadline);
        return MediaInput.openTransport(received, address.choice(), InputLimits.TRANSPORT, deadline);
    }

    private UdpReceiver listen() throws MediaInputException {
        try {
            return UdpReceiver.open(address);
        } catch (IOException e) {
            throw new MediaInputException(Fault.BROKEN, address.toString(),
                    "cannot listen there: " + e.getMessage(), e);
        }
    }
}
