package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server grants: video that plays, or word of where it has moved. */
sealed interface RtspSession {

    /**
     * It plays.
     *
     * @param description SDP of the video alone
     * @param packets RTP and RTCP
     */
    record Playing(String description, RtspClient packets) implements RtspSession {}

    /** It is elsewhere. */
    record Moved(String location) implements RtspSession {}

    /** Describes, sets up the first video, plays. */
    static RtspSession begin(StrictUrl url, RtspClient client, CredentialRef credential)
            throws IOException, MediaInputException {
        return new Steps(url, client, credential).take();
    }

    /** The steps of the conversation. */
    final class Steps {
        private static final Pattern CHANNELS = Pattern.compile("interleaved=(\\d{1,3})(?:-(\\d{1,3}))?");
        private static final Pattern TIMEOUT = Pattern.compile("timeout\\s*=\\s*(\\d{1,5})");
        private static final Pattern URI = Pattern.compile("[!-~&&[^\"<>\\\\^`{|}]]{1,2048}");
        private static final int USUAL_TIMEOUT_SECONDS = 60;
        private static final int LEAST_TIMEOUT_SECONDS = 4;
        private static final int OK = 200;

        private final String asked;
        private final String name;
        private final RtspClient client;
        private final CredentialRef credential;

        private Steps(StrictUrl url, RtspClient client, CredentialRef credential) {
            this.asked = url.origin() + url.target();
            this.name = url.toString();
            this.client = client;
            this.credential = credential;
        }

        private RtspSession take() throws IOException, MediaInputException {
            RtspReply described = client.ask("DESCRIBE", asked, Map.of("Accept", "application/sdp"));
            if (described.code() / 100 == 3) {
                return new Moved(described.header("location"));
            }
            granted(described);
            SessionDescription video = SessionDescription.videoOf(described.body())
                    .orElseThrow(() -> new MediaInputException(Fault.NO_VIDEO, name, "offers no video"));
            String base = base(described);
            setUp(control(base, video.control()));
            client.playing(base);
            granted(client.ask("PLAY", base, Map.of("Range", "npt=0.000-")));
            return new Playing(video.text(), client);
        }

        private void setUp(String uri) throws IOException, MediaInputException {
            RtspReply reply = client.ask("SETUP", uri, Map.of("Transport", "RTP/AVP/TCP;unicast;interleaved=0-1"));
            granted(reply);
            Matcher channels = CHANNELS.matcher(reply.header("transport"));
            if (!channels.find()) {
                throw new MediaInputException(Fault.UNREACHABLE, name,
                        "does not send its packets in the TCP connection (interleaved)");
            }
            int video = Integer.parseInt(channels.group(1));
            int control = channels.group(2) == null ? video + 1 : Integer.parseInt(channels.group(2));
            String session = reply.header("session");
            Matcher timeout = TIMEOUT.matcher(session);
            int seconds = timeout.find() ? Integer.parseInt(timeout.group(1)) : USUAL_TIMEOUT_SECONDS;
            client.agreed(video, control, session.split(";", 2)[0].strip(),
                    Duration.ofSeconds(Math.max(LEAST_TIMEOUT_SECONDS, seconds)));
        }

        /** What control attributes are relative to (RFC 2326, C.1.1). It is sent on this connection and dialled by nobody. */
        private String base(RtspReply described) throws MediaInputException {
            for (String header : new String[]{"content-base", "content-location"}) {
                if (!described.header(header).isEmpty()) {
                    return harmless(described.header(header));
                }
            }
            return asked;
        }

        private String control(String base, String control) throws MediaInputException {
            if (control.isEmpty() || control.equals("*")) {
                return base;
            }
            if (control.regionMatches(true, 0, "rtsp", 0, 4) && control.contains("://")) {
                return harmless(control);
            }
            return harmless(base.endsWith("/") || control.startsWith("/") ? base + control : base + "/" + control);
        }

        private String harmless(String uri) throws MediaInputException {
            if (!URI.matcher(uri).matches()) {
                throw new MediaInputException(Fault.BROKEN, name, "describes itself by an address with odd characters");
            }
            return uri;
        }

        private void granted(RtspReply reply) throws MediaInputException {
            if (reply.code() == OK) {
                return;
            }
            throw new MediaInputException(Fault.UNREACHABLE, name, switch (reply.code()) {
                case 401 -> "401 from the camera: " + credential.advice();
                case 403 -> "403 from the camera: it forbids this; " + credential.advice();
                case 404 -> "404 from the camera: there is nothing at this path";
                case 453 -> "453 from the camera: not enough bandwidth, or too many viewers";
                case 461 -> "461 from the camera: it does not send by TCP";
                default -> reply.code() + " from the camera";
            });
        }
    }
}
