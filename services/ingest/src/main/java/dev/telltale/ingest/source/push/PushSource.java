package dev.telltale.ingest.source.push;

import dev.telltale.ingest.source.StreamSource;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.PacketSource;

import java.io.IOException;

/** A place to which a publisher pushes: {@code rtsp+listen://host:port/path} and its like. */
public final class PushSource implements StreamSource {
    private final Mount mount;
    private final Ports ports;
    private boolean mounted;

    /** A source that listens from its first {@link #open} until it is closed. */
    public PushSource(Mount mount, Ports ports) {
        this.mount = mount;
        this.ports = ports;
    }

    @Override
    public boolean isPushed() {
        return true;
    }

    @Override
    public String waitingFor() {
        int wrong = mount.wrongKeys();
        String turnedAway = wrong == 0
                ? ""
                : "; " + wrong + (wrong == 1 ? " attempt" : " attempts") + " with a wrong key";
        return "waiting for a publisher at " + mount.address() + turnedAway;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        String name = mount.address().toString();
        if (!mounted) {
            try {
                ports.mount(mount);
                mounted = true;
            } catch (IOException e) {
                throw new MediaInputException(Fault.BROKEN, name, "cannot listen: " + e.getMessage(), e);
            }
        }
        Publication publication = mount.await(deadline);
        if (publication == null) {
            throw new MediaInputException(Fault.CANCELLED, name, "stopped on request");
        }
        deadline.progress();
        publication.readUntil(deadline);
        String description = publication.description().orElse(null);
        return description == null
                ? MediaInput.open(publication, InputLimits.LIVE, deadline)
                : MediaInput.openRtp(description, publication, InputLimits.LIVE, deadline);
    }

    @Override
    public void close() {
        if (mounted) {
            ports.unmount(mount);
            mounted = false;
        }
    }
}
