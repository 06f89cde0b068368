package dev.telltale.detectors.inference;

import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.NetworkBytes;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/** A network that has been checked and may be used: its manifest, its bytes, and the provider that passed its self-test. */
public final class Model {
    private static final Logger log = LoggerFactory.getLogger(Model.class);

    private final Manifest manifest;
    private final NetworkBytes network;
    private final Provider provider;

    private Model(Manifest manifest, NetworkBytes network, Provider provider) {
        this.manifest = manifest;
        this.network = network;
        this.provider = provider;
    }

    /**
     * Loads a package: the first provider of the chain on which names, shapes and types are as the manifest says and the self-test passes.
     *
     * @throws ModelException where none does; the message names model, version and cause
     */
    public static Model load(ModelPackage from, ProviderChain chain) {
        List<String> refused = new ArrayList<>();
        for (Provider provider : chain.providers()) {
            try (Predictor predictor = open(from.manifest(), from.network(), provider)) {
                SelfTests.run(from.manifest(), predictor);
                if (!refused.isEmpty()) {
                    log.warn("Model runs on a slower provider model={} provider={} refused={}", from.id(),
                            provider.label(), refused);
                }
                return new Model(from.manifest(), from.network(), provider);
            } catch (ModelException e) {
                if (provider instanceof Provider.Cpu) {
                    throw e;
                }
                refused.add(provider.label() + ": " + e.getMessage());
            }
        }
        throw new IllegalStateException("the chain ends with the CPU");
    }

    /** What the package says of itself. */
    public Manifest manifest() {
        return manifest;
    }

    /** ONNX Runtime's name of where it runs. */
    public String provider() {
        return provider.label();
    }

    /** A new session; the caller closes it. */
    public Predictor newPredictor() {
        return open(manifest, network, provider);
    }

    /** Opens a session and checks names, shapes and types. */
    static Predictor open(Manifest manifest, NetworkBytes network, Provider provider) {
        OrtEnvironment environment = OrtRuntime.environment();
        try (SessionOptions options = new SessionOptions()) {
            provider.addTo(options);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            OrtSession session = environment.createSession(network.array(), options);
            try {
                Contract.check(manifest, session);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
            return new Predictor(manifest, session, provider.label());
        } catch (OrtException e) {
            throw new ModelException(manifest.id() + ": ONNX Runtime refuses it: " + e.getMessage(), e);
        }
    }
}
