package dev.telltale.ingest.guard;

import dev.telltale.ingest.guard.SpecialRanges.Special;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which addresses may be dialled (OWASP's SSRF prevention cheat sheet, case 2). Thread-safe. */
public final class Guard {
    /** A name with more answers than this is nobody's camera. */
    private static final int MOST_ADDRESSES = 64;

    private final Set<DialScheme> schemes;
    private final List<AllowEntry> allowed;
    private final Resolver resolver;

    /**
     * A guard.
     *
     * @param schemes those that this deployment dials
     * @param allowed private places that this deployment dials
     */
    public Guard(Set<DialScheme> schemes, List<AllowEntry> allowed, Resolver resolver) {
        this.schemes = Set.copyOf(schemes);
        this.allowed = List.copyOf(allowed);
        this.resolver = resolver;
    }

    /** Looks a host up, once, and checks every address that it has: one bad answer refuses it. */
    public Admission admit(StrictUrl url) {
        if (!schemes.contains(url.scheme())) {
            return new Admission.Refused("scheme '" + url.scheme().text()
                    + "' is not among those that are dialled here (telltale.ingest.addresses.schemes)");
        }
        List<InetAddress> addresses;
        try {
            addresses = resolve(url.host());
        } catch (UnknownHostException e) {
            return new Admission.Unknown("host " + url.host().text() + " is not known (DNS)");
        }
        if (addresses.isEmpty() || addresses.size() > MOST_ADDRESSES) {
            return new Admission.Unknown("host " + url.host().text() + " has " + addresses.size() + " addresses");
        }
        return addresses.stream().flatMap(address -> refusal(url, address).stream()).findFirst()
                .<Admission>map(Admission.Refused::new).orElseGet(() -> new Destination(url, addresses));
    }

    /** Why a URL is refused here, as far as that can be told without a look-up: where a name leads to is not known yet. */
    public Optional<String> foreseen(StrictUrl url) {
        boolean lookUp = url.host() instanceof Host.Name && schemes.contains(url.scheme());
        return !lookUp && admit(url) instanceof Admission.Refused refused
                ? Optional.of(refused.reason())
                : Optional.empty();
    }

    /** Why a URL is refused everywhere, whatever a deployment allows. */
    public static Optional<String> never(StrictUrl url) {
        return url.host() instanceof Host.Literal literal
                ? SpecialRanges.of(literal.address())
                        .filter(special -> special.opening() == SpecialRanges.Opening.NEVER)
                        .map(special -> sentence(url, literal.address(), special))
                : Optional.empty();
    }

    private List<InetAddress> resolve(Host host) throws UnknownHostException {
        return switch (host) {
            case Host.Literal literal -> List.of(literal.address());
            case Host.Name name -> resolver.resolve(name.text());
        };
    }

    private Optional<String> refusal(StrictUrl url, InetAddress address) {
        return SpecialRanges.of(address).filter(special -> allowed.stream()
                .noneMatch(entry -> entry.opens(url.host(), url.port(), address, special.opening())))
                .map(special -> sentence(url, address, special));
    }

    private static String sentence(StrictUrl url, InetAddress address, Special special) {
        String where = url.host() instanceof Host.Literal
                ? url.host().text() + " is "
                : "host " + url.host().text() + " leads to " + address.getHostAddress() + ", ";
        return where + special.name() + (special.opening() == SpecialRanges.Opening.NEVER
                ? ", which is never dialled"
                : ": telltale.ingest.addresses.allowed has to name it");
    }
}
