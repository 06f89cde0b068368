package dev.telltale.detectors.inference;

import java.util.ArrayList;
import java.util.List;

/** Providers in the order in which they are tried; the CPU is always the last. */
public record ProviderChain(List<Provider> providers) {
    public ProviderChain {
        List<Provider> all = new ArrayList<>(providers);
        all.removeIf(Provider.Cpu.class::isInstance);
        all.add(new Provider.Cpu());
        providers = List.copyOf(all);
    }

    /** The CPU alone. */
    public static ProviderChain cpu() {
        return new ProviderChain(List.of());
    }
}
