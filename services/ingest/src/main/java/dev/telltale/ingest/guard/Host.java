package dev.telltale.ingest.guard;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The host of a URL in the only forms that are taken: a dotted quad of four decimal numbers, an IPv6 address in brackets, or a name of
 * letters, digits and hyphens. Programs disagree about all other forms (for {@code 0177.0.0.1} Java reads a public address and
 * FFmpeg connects to loopback), so none of them gets this far (HostileUrlsTest).
 */
public sealed interface Host {
    /** As written in a URL. */
    String text();

    /** A name that has to be looked up, in lower case. */
    record Name(String text) implements Host {}

    /** An address as it stands. */
    record Literal(String text, InetAddress address) implements Host {}

    /** Longest name that the DNS has. */
    int MOST_CHARACTERS = 253;

    /** Reads the host of an authority, without its port. */
    static Host parse(String text) throws RefusedUrlException {
        if (text.startsWith("[")) {
            return sixth(text);
        }
        if (Forms.DOTTED_QUAD.matcher(text).matches()) {
            return new Literal(text, address(text));
        }
        return name(text.toLowerCase(Locale.ROOT));
    }

    private static Host sixth(String text) throws RefusedUrlException {
        if (!Forms.IN_BRACKETS.matcher(text).matches()) {
            throw new RefusedUrlException("its host is not an IPv6 address in brackets of hexadecimal groups alone");
        }
        InetAddress address = address(text.substring(1, text.length() - 1));
        if (address instanceof Inet4Address) {
            throw new RefusedUrlException("its host is an IPv4 address mapped into IPv6: write it as a dotted quad");
        }
        return new Literal("[" + address.getHostAddress() + "]", address);
    }

    private static Host name(String name) throws RefusedUrlException {
        if (name.isEmpty()) {
            throw new RefusedUrlException("it has no host");
        }
        if (name.endsWith(".")) {
            throw new RefusedUrlException("its host ends in a dot");
        }
        if (name.length() > MOST_CHARACTERS) {
            throw new RefusedUrlException("its host is longer than " + MOST_CHARACTERS + " characters");
        }
        String[] labels = name.split("\\.", -1);
        for (String label : labels) {
            if (!Forms.LABEL.matcher(label).matches()) {
                throw new RefusedUrlException("its host is not a name of letters, digits and hyphens");
            }
            if (label.startsWith("xn--")) {
                checkInternational(label);
            }
        }
        if (Forms.NUMBER.matcher(labels[labels.length - 1]).matches()) {
            throw new RefusedUrlException(
                    "its host is a number in a form that programs read differently: four decimal numbers are taken");
        }
        return new Name(name);
    }

    /** A label that decodes to plain ASCII, or not to what encodes to it again, is there to deceive. */
    private static void checkInternational(String label) throws RefusedUrlException {
        String shown = IDN.toUnicode(label);
        boolean plain = shown.chars().allMatch(character -> character < 0x80);
        if (plain || !encoded(shown).equals(label)) {
            throw new RefusedUrlException("its host has a label that is no honest international name");
        }
    }

    private static String encoded(String shown) {
        try {
            return IDN.toASCII(shown, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** No look-up: the text is digits, dots and colons in one of the two literal forms. */
    private static InetAddress address(String literal) throws RefusedUrlException {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new RefusedUrlException("its host is not an IP address, though it looks like one");
        }
    }

    /** The forms. */
    final class Forms {
        private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
        private static final Pattern DOTTED_QUAD = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
        private static final Pattern IN_BRACKETS = Pattern.compile("\\[(?=[^\\]]*:)[0-9a-fA-F:]{2,39}\\]");
        private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
        /** What some program somewhere takes for a number: decimal, octal or hexadecimal. */
        private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

        private Forms() {}
    }
}
