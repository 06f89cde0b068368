package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.source.StreamSource;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.PacketSource;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** A port to which a publisher pushes by RTSP: {@code rtsp+listen://host:port/path}. */
public final class RtspListenSource implements StreamSource {
    private final RtspMount mount;
    private final RtspPorts ports;
    private boolean mounted;

    /**
     * A source that listens from its first {@link #open} until it is closed.
     *
     * @param key stream key that publishers must know, null where anyone may publish
     */
    public RtspListenSource(RtspAddress address, @Nullable String key, RtspPorts ports) {
        this.mount = new RtspMount(address, key);
        this.ports = ports;
    }

    @Override
    public boolean isRecording() {
        return false;
    }

    @Override
    public String waitingFor() {
        return "waiting for a publisher at " + mount.address();
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
        return MediaInput.openRtp(publication.description(), publication, InputLimits.LIVE, deadline);
    }

    @Override
    public void close() {
        if (mounted) {
            ports.unmount(mount);
            mounted = false;
        }
    }
}
