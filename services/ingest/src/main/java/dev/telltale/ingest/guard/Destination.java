package dev.telltale.ingest.guard;

import java.net.InetAddress;
import java.util.List;

/**
 * A URL together with the addresses that were checked for it. Only the guard makes one, and who dials takes nothing else: a name that
 * answers differently the next time (DNS rebinding) is not asked a next time.
 */
public final class Destination implements Admission {
    private final StrictUrl url;
    private final List<InetAddress> addresses;

    Destination(StrictUrl url, List<InetAddress> addresses) {
        this.url = url;
        this.addresses = List.copyOf(addresses);
    }

    /** What is asked for there. */
    public StrictUrl url() {
        return url;
    }

    /** Where it is, at least one address, in the resolver's order. */
    public List<InetAddress> addresses() {
        return addresses;
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
