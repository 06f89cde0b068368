package dev.telltale.ingest.fault;

import dev.telltale.ingest.source.http.TestDoor;
import dev.telltale.testing.live.FaultRelay;
import dev.telltale.testing.live.FaultRelay.Fault;
import dev.telltale.testing.live.PlayingServer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A server that is there all the time. */
record Player(URI source, PlayingServer server, Optional<FaultRelay> relay) implements Peer {
    /** A server that breaks off by itself. */
    static Player behind(PlayingServer server, String scheme, String path) {
        return new Player(source(scheme, server.port(), path), server, Optional.empty());
    }

    /** A server that plays a clip to its end, behind a relay that resets every other connection in the middle of it. */
    static Player relayed(PlayingServer server, Path clip, String scheme, String path) throws IOException {
        FaultRelay relay = new FaultRelay(server.port(), number -> number % 2 == 0 ? Fault.NONE : Fault.RESET,
                Math.toIntExact(Files.size(clip) / 2));
        return new Player(source(scheme, relay.port(), path), server, Optional.of(relay));
    }

    private static URI source(String scheme, int port, String path) {
        return URI.create(scheme + "://" + TestDoor.HOST + ":" + port + path);
    }

    @Override
    public Optional<String> key() {
        return Optional.empty();
    }

    @Override
    public void wanted() {
        // It is always there.
    }

    @Override
    public void met() {
        // It does not mind.
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (relay.isPresent()) {
            relay.get().close();
        }
    }
}
