package dev.telltale.ingest.worker;

import dev.telltale.ingest.credentials.Credential;
import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.credentials.Credentials;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.FileSource;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.SourceAddress;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.StreamSources;
import dev.telltale.ingest.source.device.DeviceSource;
import dev.telltale.ingest.source.http.HttpSource;
import dev.telltale.ingest.source.push.ListenAddress;
import dev.telltale.ingest.source.rtmp.RtmpPullSource;
import dev.telltale.ingest.source.rtsp.RtspPullSource;
import dev.telltale.ingest.source.srt.SrtCallSource;
import dev.telltale.ingest.source.srt.SrtListenSource;
import dev.telltale.ingest.source.udp.UdpAddress;
import dev.telltale.ingest.source.udp.UdpSource;
import dev.telltale.schemas.StreamSpec;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;

/** Makes the source that a StreamSpec asks for, or says in one line why there is none. */
public final class SourceFactory implements StreamSources {
    private final Set<String> schemes;
    private final Credentials credentials;
    private final boolean beyondLoopback;
    private final Listeners listeners;
    private final Dialer dialer;

    /**
     * A factory.
     *
     * @param schemes kinds of addresses that this deployment takes
     * @param credentials by the name that specs refer to
     * @param beyondLoopback whether listeners may bind other addresses than loopback
     * @param listeners the ports of this process
     * @param dialer opens connections
     */
    public SourceFactory(Set<String> schemes, Credentials credentials, boolean beyondLoopback, Listeners listeners,
            Dialer dialer) {
        this.schemes = Set.copyOf(schemes);
        this.credentials = credentials;
        this.beyondLoopback = beyondLoopback;
        this.listeners = listeners;
        this.dialer = dialer;
    }

    /**
     * Refuses an address that no ingest can take, wherever it runs and whatever it is allowed.
     *
     * @param reference name of the credential, null where there is none
     */
    public static void check(String source, @Nullable String reference) throws RefusedSourceException {
        SourceForms.check(SourceAddress.parse(source), reference != null);
    }

    /** Refuses what {@link #create} or the guard would refuse here, as far as that can be told without a look-up. */
    public void foresee(String source, @Nullable String reference) throws RefusedSourceException {
        create(source, reference).close();
        if (SourceAddress.parse(source) instanceof SourceAddress.Remote remote
                && SourceForms.isDialled(remote.url())) {
            SourceForms.refuse(dialer.foreseen(remote.url()));
        }
    }

    @Override
    public StreamSource create(StreamSpec spec) throws RefusedSourceException {
        return create(spec.getSource(), spec.getCredentialRef());
    }

    /** Makes the source of an address with the credential that is named, if one is. */
    public StreamSource create(String source, @Nullable String reference) throws RefusedSourceException {
        SourceAddress address = SourceAddress.parse(source);
        if (!schemes.contains(address.scheme())) {
            throw new RefusedSourceException("sources of kind '" + address.scheme()
                    + "' are not taken here: telltale.ingest.addresses.schemes has to name it");
        }
        CredentialRef credential = new CredentialRef(credentials, reference);
        Optional<Credential> known = credential.now();
        return switch (address) {
            case SourceAddress.LocalFile file -> new FileSource(file.uri());
            case SourceAddress.Device device -> new DeviceSource(device.uri());
            case SourceAddress.Listen listen -> listen(listen, known);
            case SourceAddress.SrtListen listen -> listen(new SrtListenSource(listen.uri(), credential), known);
            case SourceAddress.Remote remote -> pull(remote.url(), credential);
        };
    }

    private StreamSource pull(StrictUrl url, CredentialRef credential) throws RefusedSourceException {
        return switch (url.scheme()) {
            case HTTP, HTTPS -> new HttpSource(dialer, url, credential);
            case RTSP, RTSPS -> new RtspPullSource(dialer, url, credential);
            case RTMP, RTMPS -> new RtmpPullSource(dialer, url, credential);
            case SRT -> new SrtCallSource(dialer, url, credential);
            case UDP -> receive(UdpAddress.of(url));
        };
    }

    private StreamSource listen(SourceAddress.Listen listen, Optional<Credential> key) throws RefusedSourceException {
        ListenAddress address = Listeners.address(listen);
        checkReach(address.toString(), address.isLoopback());
        SourceForms.requireKey(address.toString(), key.isPresent());
        return listeners.source(listen, key);
    }

    private StreamSource listen(SrtListenSource source, Optional<Credential> key) throws RefusedSourceException {
        checkReach(source.toString(), source.isLoopback());
        SourceForms.requireKey(source.toString(), key.isPresent());
        source.checkPassphrase();
        return source;
    }

    /** Groups have to be opened by the guard's list, which is asked anew for every connection. */
    private StreamSource receive(UdpAddress address) throws RefusedSourceException {
        if (!address.isGroup()) {
            checkReach(address.toString(), address.isLoopback());
        }
        return new UdpSource(address, dialer);
    }

    private void checkReach(String address, boolean loopback) throws RefusedSourceException {
        if (!loopback && !beyondLoopback) {
            throw new RefusedSourceException(
                    address + " is not a loopback address: listening there has to be allowed by "
                            + "telltale.ingest.listen-beyond-loopback=true");
        }
    }
}
