package dev.telltale.ingest;

import dev.telltale.ingest.credentials.Credentials;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.dial.Trust;
import dev.telltale.ingest.guard.AllowEntry;
import dev.telltale.ingest.guard.DialScheme;
import dev.telltale.ingest.guard.Guard;
import dev.telltale.ingest.guard.PatientResolver;
import dev.telltale.ingest.guard.Resolver;
import dev.telltale.ingest.worker.Listeners;
import dev.telltale.ingest.worker.SourceFactory;
import dev.telltale.kit.config.AddressesConfig;
import dev.telltale.kit.config.IngestConfig;
import dev.telltale.kit.config.RefusedConfigException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together, from the configuration, what makes sources: one guard, one dialer, the credentials. */
public final class Sources {
    private static final Duration LOOK_UP = Duration.ofSeconds(5);

    private Sources() {}

    /**
     * The factory of sources.
     *
     * @throws IllegalArgumentException where an allowed address or a certificate cannot be read; the message names the setting
     */
    public static SourceFactory of(IngestConfig config, Listeners listeners, Resolver resolver) {
        AddressesConfig addresses = config.addresses();
        Set<DialScheme> dialled = addresses.schemes().stream().flatMap(name -> DialScheme.named(name).stream())
                .collect(Collectors.toUnmodifiableSet());
        Guard guard = new Guard(dialled, allowed(addresses), new PatientResolver(resolver, LOOK_UP));
        Dialer dialer = new Dialer(guard, Trust.sockets(addresses.trustedCertificates()));
        return new SourceFactory(Set.copyOf(addresses.schemes()),
                new Credentials(config.credentials(), config.secretsFolder()), config.listenBeyondLoopback(), listeners,
                dialer);
    }

    private static List<AllowEntry> allowed(AddressesConfig addresses) {
        try {
            return addresses.allowed().stream().map(AllowEntry::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new RefusedConfigException(List.of("telltale.ingest.addresses.allowed: " + e.getMessage()));
        }
    }
}
