package dev.telltale.ingest.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of addresses (CIDR).
 *
 * @param network its first address
 * @param prefix number of leading bits that all of them share
 */
public record IpRange(InetAddress network, int prefix) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|(?=[^:]*:)[0-9a-fA-F:]{2,39}");

    public IpRange {
        int bits = network.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix must be from 0 to " + bits + ", got: " + prefix);
        }
    }

    /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address. */
    public static IpRange parse(String text) {
        String[] parts = text.split("/", 2);
        if (!LITERAL.matcher(parts[0]).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a block of addresses like 10.0.0.0/8 or fd00::/8");
        }
        try {
            InetAddress network = InetAddress.getByName(parts[0]);
            int bits = network.getAddress().length * Byte.SIZE;
            return new IpRange(network, parts.length == 1 ? bits : Integer.parseInt(parts[1]));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a block of addresses like 10.0.0.0/8 or fd00::/8",
                    e);
        }
    }

    /** Whether an address lies in it; one of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >>> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
