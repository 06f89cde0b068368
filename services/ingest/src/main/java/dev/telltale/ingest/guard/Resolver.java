package dev.telltale.ingest.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up. */
@FunctionalInterface
public interface Resolver {
    /** The operating system's. */
    Resolver SYSTEM = name -> List.of(InetAddress.getAllByName(name));

    /**
     * All addresses of a name.
     *
     * @throws UnknownHostException where there are none
     */
    List<InetAddress> resolve(String name) throws UnknownHostException;
}
