package dev.telltale.ingest.worker;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.credentials.Credentials;
import dev.telltale.ingest.guard.Guard;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.FileSource;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.SourceAddress;
import dev.telltale.ingest.source.device.DeviceSource;
import dev.telltale.ingest.source.srt.SrtCallSource;
import dev.telltale.ingest.source.srt.SrtListenSource;
import dev.telltale.ingest.source.udp.UdpAddress;

import java.util.Map;
import java.util.Optional;

/** What addresses may say and what they need, wherever ingest runs and whatever it is allowed. */
final class SourceForms {
    private static final CredentialRef NOBODY = new CredentialRef(new Credentials(Map.of(), Optional.empty()), null);

    private SourceForms() {}

    static void check(SourceAddress address, boolean hasKey) throws RefusedSourceException {
        switch (address) {
            case SourceAddress.LocalFile file -> new FileSource(file.uri());
            case SourceAddress.Device device -> new DeviceSource(device.uri());
            case SourceAddress.Listen listen -> requireKey(Listeners.address(listen).toString(), hasKey);
            case SourceAddress.SrtListen listen -> requireKey(
                    new SrtListenSource(listen.uri(), NOBODY).toString(), hasKey);
            case SourceAddress.Remote remote -> check(remote.url());
        }
    }

    private static void check(StrictUrl url) throws RefusedSourceException {
        switch (url.scheme()) {
            case UDP -> UdpAddress.of(url);
            case SRT -> SrtCallSource.checkForm(url);
            case HTTP, HTTPS, RTSP, RTSPS, RTMP, RTMPS -> url.path();
        }
        if (isDialled(url)) {
            refuse(Guard.never(url));
        }
    }

    /** Whether the guard has a say in it: an address of our own that is listened to is not dialled, a group is joined. */
    static boolean isDialled(StrictUrl url) throws RefusedSourceException {
        return switch (url.scheme()) {
            case UDP -> UdpAddress.of(url).isGroup();
            case HTTP, HTTPS, RTSP, RTSPS, RTMP, RTMPS, SRT -> true;
        };
    }

    static void refuse(Optional<String> reason) throws RefusedSourceException {
        if (reason.isPresent()) {
            throw new RefusedSourceException(reason.get());
        }
    }

    /** On loopback too: whoever may run a program on the machine, or show its browser a page, could be the stream. */
    static void requireKey(String address, boolean hasKey) throws RefusedSourceException {
        if (!hasKey) {
            throw new RefusedSourceException(
                    "listening at " + address + " needs a key that publishers must know: name a "
                            + "credential (credentialRef, --credential) of ingest's telltale.ingest.credentials.NAME");
        }
    }
}
