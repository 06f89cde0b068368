package dev.telltale.ingest.guard;

import dev.telltale.ingest.guard.SpecialRanges.Opening;

import java.net.InetAddress;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an operator has opened: a name, or a block of addresses, on one port or on all. */
public sealed interface AllowEntry {
    /** The port; all where empty. */
    OptionalInt port();

    /** A name: opens the private addresses that it has. */
    record ByName(String name, OptionalInt port) implements AllowEntry {}

    /** A block of addresses. */
    record ByBlock(IpRange block, OptionalInt port) implements AllowEntry {}

    /**
     * Reads {@code camera.lan}, {@code camera.lan:554}, {@code 10.1.0.0/16}, {@code 10.1.2.3:554}, {@code fd00::/8} or
     * {@code [fd00::/8]:554}.
     *
     * @throws IllegalArgumentException where it is none of them; the message says so
     */
    static AllowEntry parse(String text) {
        Matcher form = Form.WITH_PORT.matcher(text);
        boolean portless = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        if (!portless && !form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither host nor block of addresses, with or without :port");
        }
        OptionalInt port = portless || form.group(2) == null
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(form.group(2)));
        String what = portless ? text : form.group(1).replaceAll("[\\[\\]]", "");
        if (what.contains(":") || what.contains("/") || Form.ADDRESS.matcher(what).matches()) {
            return new ByBlock(IpRange.parse(what), port);
        }
        try {
            return switch (Host.parse(what)) {
                case Host.Name name -> new ByName(name.text(), port);
                case Host.Literal literal -> new ByBlock(IpRange.parse(literal.text()), port);
            };
        } catch (RefusedUrlException e) {
            throw new IllegalArgumentException("'" + text + "' cannot be allowed: " + e.getMessage(), e);
        }
    }

    /** Whether it opens a special address to which a host has led. */
    default boolean opens(Host host, int dialled, InetAddress address, Opening opening) {
        if (opening == Opening.NEVER || (port().isPresent() && port().getAsInt() != dialled)) {
            return false;
        }
        return switch (this) {
            case ByBlock entry -> entry.block().contains(address);
            case ByName entry -> opening == Opening.BY_NAME && host.text().equals(entry.name());
        };
    }

    /** The written form. */
    final class Form {
        private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]+)(?::([1-9]\\d{0,4}))?");
        private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

        private Form() {}
    }
}
