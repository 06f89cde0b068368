package dev.telltale.ingest.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives another resolver a time to answer: the operating system's own may block for half a minute, and nothing interrupts it. */
public final class PatientResolver implements Resolver {
    private final Resolver slow;
    private final Duration patience;

    /** A resolver that is waited for no longer than that. */
    public PatientResolver(Resolver slow, Duration patience) {
        this.slow = slow;
        this.patience = patience;
    }

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
        FutureTask<List<InetAddress>> answer = new FutureTask<>(() -> slow.resolve(name));
        // A look-up blocks its carrier, so it gets a thread of the platform; one that is late ends by itself.
        Thread.ofPlatform().daemon().name("look-up").start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new UnknownHostException(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(name);
        }
    }
}
