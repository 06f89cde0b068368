package dev.telltale.ingest.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that leaves nothing to interpret. Printed without its query, in which people keep tokens.
 *
 * @param scheme what it is dialled with
 * @param host in a strict form
 * @param port written or the scheme's own
 * @param target path and query as they are asked for, beginning with a slash
 */
public record StrictUrl(DialScheme scheme, Host host, int port, String target) {
    private static final int MOST_CHARACTERS = 2048;
    private static final int MOST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?]*)((?:/[^?]*)?(?:\\?.*)?)");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::([1-9]\\d{0,4}))?");
    private static final Pattern PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})|%(?:[01][0-9A-Fa-f]|7[Ff])");
    private static final Pattern PASSWORD = Pattern
            .compile("(?:[?&;]|^)(?:pass|passwd|password|pwd|passphrase|secret)=", Pattern.CASE_INSENSITIVE);
    private static final String ODD = "\\\"<>^`{|}#";

    /** Reads a URL; the message of a refusal begins with "it" and repeats nothing secret. */
    public static StrictUrl parse(String text) throws RefusedUrlException {
        checkCharacters(text);
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new RefusedUrlException("it is not of the form scheme://host/path");
        }
        DialScheme scheme = DialScheme.named(form.group(1)).orElseThrow(() -> new RefusedUrlException(
                "its scheme '" + form.group(1).toLowerCase(Locale.ROOT) + "' cannot be dialled"));
        checkSecrets(form.group(2), form.group(3));
        Matcher authority = AUTHORITY.matcher(form.group(2));
        if (!authority.matches()) {
            throw new RefusedUrlException("its host and port are not of the form host:port, port 1 to 65535");
        }
        int port = authority.group(2) == null ? scheme.defaultPort() : Integer.parseInt(authority.group(2));
        if (port == 0) {
            throw new RefusedUrlException("it names no port, and " + scheme.text() + " has no usual one");
        }
        if (port > MOST_PORT) {
            throw new RefusedUrlException("its port is above 65535");
        }
        String rest = form.group(3);
        return new StrictUrl(scheme, Host.parse(authority.group(1)), port, rest.startsWith("/") ? rest : "/" + rest);
    }

    /** Whether a text carries a user or a password, however broken it is otherwise. */
    public static boolean carriesSecret(String text) {
        int start = text.indexOf("//") < 0 ? 0 : text.indexOf("//") + 2;
        return authorityOf(text.substring(start)).contains("@") || PASSWORD.matcher(text).find();
    }

    /** For people: scheme, host, port where it is not the usual one, and path. */
    @Override
    public String toString() {
        return origin() + path();
    }

    /** Scheme, host and port. */
    public String origin() {
        return scheme.text() + "://" + authority();
    }

    /** Host, and port where it is not the usual one. */
    public String authority() {
        return host.text() + (port == scheme.defaultPort() ? "" : ":" + port);
    }

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** What follows the question mark; empty where there is none. */
    public String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** What a reference in a playlist or a redirect means, seen from here. Not more than {@link #parse} takes. */
    public StrictUrl resolve(String reference) throws RefusedUrlException {
        if (FORM.matcher(reference).matches() || schemeOf(reference).isPresent()) {
            return parse(reference);
        }
        if (reference.startsWith("//")) {
            return parse(scheme.text() + ":" + reference);
        }
        if (reference.startsWith("/")) {
            return parse(origin() + reference);
        }
        if (reference.startsWith("?")) {
            return parse(origin() + path() + reference);
        }
        return parse(origin() + path().substring(0, path().lastIndexOf('/') + 1) + reference);
    }

    /** A reference whose first part has a colon before any slash has a scheme, known or not (RFC 3986, 4.2). */
    private static Optional<String> schemeOf(String reference) {
        String first = reference.split("[/?]", 2)[0];
        return first.contains(":") ? Optional.of(first) : Optional.empty();
    }

    private static void checkCharacters(String text) throws RefusedUrlException {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            throw new RefusedUrlException("it must have 1 to " + MOST_CHARACTERS + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character <= ' ' || character == 0x7f) {
                throw new RefusedUrlException("it has a blank or a control character");
            }
            if (character > 0x7f) {
                throw new RefusedUrlException(
                        "it has a character outside ASCII: write the host as xn--..., the path in percent code");
            }
            if (ODD.indexOf(character) >= 0) {
                throw new RefusedUrlException("it has a '" + character + "', which programs read differently");
            }
        }
    }

    private static void checkSecrets(String authority, String rest) throws RefusedUrlException {
        if (authority.contains("@") || PASSWORD.matcher(rest).find()) {
            throw new RefusedUrlException(
                    "it carries a user or a password: keep those in ingest's configuration and name them by credentialRef");
        }
        if (authority.contains("%")) {
            throw new RefusedUrlException("its host is in percent code or has a zone");
        }
        if (PERCENT.matcher(rest).find()) {
            throw new RefusedUrlException("it has a '%' that hides a control character or begins no percent code");
        }
    }

    private static String authorityOf(String rest) {
        return rest.split("[/?#\\\\]", 2)[0];
    }
}
