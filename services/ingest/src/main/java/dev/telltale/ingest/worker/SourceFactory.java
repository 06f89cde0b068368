package dev.telltale.ingest.worker;

import dev.telltale.ingest.credentials.Credential;
import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.credentials.Credentials;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.guard.Guard;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.FileSource;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.SourceAddress;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.StreamSources;
import dev.telltale.ingest.source.http.HttpSource;
import dev.telltale.ingest.source.rtmp.RtmpPullSource;
import dev.telltale.ingest.source.rtsp.RtspAddress;
import dev.telltale.ingest.source.rtsp.RtspListenSource;
import dev.telltale.ingest.source.rtsp.RtspPorts;
import dev.telltale.ingest.source.rtsp.RtspPullSource;
import dev.telltale.schemas.StreamSpec;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;

/** Makes the source that a StreamSpec asks for, or says in one line why there is none. */
public final class SourceFactory implements StreamSources {
    private final Set<String> schemes;
    private final Credentials credentials;
    private final boolean beyondLoopback;
    private final RtspPorts ports;
    private final Dialer dialer;

    /**
     * A factory.
     *
     * @param schemes kinds of addresses that this deployment takes
     * @param credentials by the name that specs refer to
     * @param beyondLoopback whether listeners may bind other addresses than loopback
     * @param ports the RTSP ports of this process
     * @param dialer opens connections
     */
    public SourceFactory(Set<String> schemes, Credentials credentials, boolean beyondLoopback, RtspPorts ports,
            Dialer dialer) {
        this.schemes = Set.copyOf(schemes);
        this.credentials = credentials;
        this.beyondLoopback = beyondLoopback;
        this.ports = ports;
        this.dialer = dialer;
    }

    /**
     * Refuses an address that no ingest can take, wherever it runs and whatever it is allowed.
     *
     * @param reference name of the credential, null where there is none
     */
    public static void check(String source, @Nullable String reference) throws RefusedSourceException {
        switch (SourceAddress.parse(source)) {
            case SourceAddress.LocalFile file -> new FileSource(file.uri());
            case SourceAddress.RtspListen listen -> requireKey(RtspAddress.of(listen.uri()), reference != null);
            case SourceAddress.Remote remote -> refuse(Guard.never(remote.url()));
        }
    }

    /** Refuses what {@link #create} or the guard would refuse here, as far as that can be told without a look-up. */
    public void foresee(String source, @Nullable String reference) throws RefusedSourceException {
        create(source, reference).close();
        if (SourceAddress.parse(source) instanceof SourceAddress.Remote remote) {
            refuse(dialer.foreseen(remote.url()));
        }
    }

    private static void refuse(Optional<String> reason) throws RefusedSourceException {
        if (reason.isPresent()) {
            throw new RefusedSourceException(reason.get());
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
            case SourceAddress.RtspListen listen -> listen(RtspAddress.of(listen.uri()), known);
            case SourceAddress.Remote remote -> pull(remote.url(), credential);
        };
    }

    private StreamSource pull(StrictUrl url, CredentialRef credential) throws RefusedSourceException {
        return switch (url.scheme()) {
            case HTTP, HTTPS -> new HttpSource(dialer, url, credential);
            case RTSP, RTSPS -> new RtspPullSource(dialer, url, credential);
            case RTMP, RTMPS -> new RtmpPullSource(dialer, url, credential);
        };
    }

    private StreamSource listen(RtspAddress address, Optional<Credential> key) throws RefusedSourceException {
        if (!address.isLoopback() && !beyondLoopback) {
            throw new RefusedSourceException(
                    address + " is not a loopback address: listening there has to be allowed by "
                            + "telltale.ingest.listen-beyond-loopback=true");
        }
        requireKey(address, key.isPresent());
        return new RtspListenSource(address, key.map(Credential::text).orElse(null), ports);
    }

    private static void requireKey(RtspAddress address, boolean hasKey) throws RefusedSourceException {
        if (!address.isLoopback() && !hasKey) {
            throw new RefusedSourceException(
                    address + " is not a loopback address: listening there needs a stream key (credentialRef)");
        }
    }
}
