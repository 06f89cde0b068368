package dev.telltale.scoring;

import dev.telltale.detectors.inference.Provider;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.kit.config.ScoringConfig.ExecutionProvider;
import dev.telltale.kit.config.TelltaleConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The providers that the configuration asks for. */
final class Providers {
    private Providers() {}

    static ProviderChain of(TelltaleConfig config) {
        return new ProviderChain(config.scoring().providers().stream().map(name -> provider(name, config)).toList());
    }

    private static Provider provider(ExecutionProvider name, TelltaleConfig config) {
        var scoring = config.scoring();
        var memory = scoring.gpuMemory().bytes();
        return switch (name) {
            case CUDA -> new Provider.Cuda(scoring.gpu(), memory);
            case TENSORRT -> new Provider.TensorRt(scoring.gpu(), memory, true, cache(config));
        };
    }

    private static Path cache(TelltaleConfig config) {
        try {
            return Files.createDirectories(config.dataDir().resolve("tensorrt"));
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot make the cache of TensorRT engines: " + refused, refused);
        }
    }
}
