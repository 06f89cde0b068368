package dev.telltale.ingest.source.http;

import dev.telltale.ingest.credentials.Challenge;
import dev.telltale.ingest.credentials.Credential;
import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.dial.Line;
import dev.telltale.ingest.dial.Trouble;
import dev.telltale.ingest.guard.RefusedUrlException;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for a resource, from a byte on. Each address, also one to which a redirect leads, passes the guard; the credential goes to nobody
 * but the origin that the stream names.
 */
final class HttpClient {
    private static final int MOST_REDIRECTS = 5;
    private static final int UNAUTHORIZED = 401;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> GRANTED = Set.of(200, 206);

    private final Dialer dialer;
    private final StrictUrl origin;
    private final CredentialRef credential;
    private final InterruptDeadline deadline;

    /**
     * A client for one source.
     *
     * @param origin who may see the credential
     */
    HttpClient(Dialer dialer, StrictUrl origin, CredentialRef credential, InterruptDeadline deadline) {
        this.dialer = dialer;
        this.origin = origin;
        this.credential = credential;
        this.deadline = deadline;
    }

    InterruptDeadline deadline() {
        return deadline;
    }

    /**
     * A resource, or the part of it that is asked for.
     *
     * @param range first byte and, if it has one, last byte wanted; empty for all without asking for a part
     */
    HttpAnswer get(StrictUrl url, Optional<ByteSpan> range) throws MediaInputException {
        StrictUrl where = url;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpAnswer answer = authorized(where, range);
            if (!REDIRECTS.contains(answer.head().getCode())) {
                return granted(answer);
            }
            try (answer) {
                where = follow(where, answer);
            }
        }
        throw new MediaInputException(Fault.UNREACHABLE, url.toString(),
                "redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpAnswer authorized(StrictUrl where, Optional<ByteSpan> range) throws MediaInputException {
        HttpAnswer answer = once(where, range, Optional.empty());
        Optional<Credential> known = where.origin().equals(origin.origin())
                ? credential.forConnection(origin.toString())
                : Optional.empty();
        if (answer.head().getCode() != UNAUTHORIZED || known.isEmpty()) {
            return answer;
        }
        Optional<String> proof = Challenge.best(answer.all("WWW-Authenticate"))
                .map(challenge -> challenge.answer(known.get(), "GET", where.target()));
        if (proof.isEmpty()) {
            return answer;
        }
        answer.close();
        return once(where, range, proof);
    }

    private HttpAnswer once(StrictUrl url, Optional<ByteSpan> range, Optional<String> authorization)
            throws MediaInputException {
        if (!url.scheme().isHttp()) {
            throw new MediaInputException(Fault.FORBIDDEN, url.toString(), "is not to be had by HTTP");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", url.authority());
        headers.put("User-Agent", "Telltale");
        headers.put("Accept", "*/*");
        headers.put("Accept-Encoding", "identity");
        headers.put("Connection", "close");
        range.ifPresent(span -> headers.put("Range", span.header()));
        authorization.ifPresent(value -> headers.put("Authorization", value));
        Line line = dialer.dial(dialer.admit(url), deadline);
        try {
            return HttpWire.exchange(line, url, headers);
        } catch (IOException e) {
            line.close();
            throw Trouble.broken(url.toString(), e, deadline);
        }
    }

    private static StrictUrl follow(StrictUrl from, HttpAnswer answer) throws MediaInputException {
        String location = answer.first("Location").orElse("");
        try {
            StrictUrl to = from.resolve(location);
            if (from.scheme().isEncrypted() && !to.scheme().isEncrypted()) {
                throw new RefusedUrlException("it leads from an encrypted address to an unencrypted one");
            }
            return to;
        } catch (RefusedUrlException e) {
            throw new MediaInputException(Fault.FORBIDDEN, from.toString(),
                    "redirects to an address that is refused: " + e.getMessage(), e);
        }
    }

    private HttpAnswer granted(HttpAnswer answer) throws MediaInputException {
        int code = answer.head().getCode();
        boolean plain = answer.first("Content-Encoding").filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isEmpty();
        if (GRANTED.contains(code) && plain) {
            return answer;
        }
        answer.close();
        throw new MediaInputException(Fault.UNREACHABLE, answer.url().toString(),
                plain ? words(code) : "sends compressed bytes that nobody asked for");
    }

    private String words(int code) {
        return switch (code) {
            case UNAUTHORIZED -> "401 from the server: " + credential.advice();
            case 403 -> "403 from the server: it forbids this; " + credential.advice();
            case 404, 410 -> code + " from the server: there is nothing at this address";
            case 416 -> "is empty (zero bytes)";
            case 429, 503 -> code + " from the server: it is busy";
            default -> code + " from the server";
        };
    }
}
