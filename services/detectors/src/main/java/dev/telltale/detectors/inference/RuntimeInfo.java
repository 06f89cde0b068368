package dev.telltale.detectors.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;

import java.util.List;

/** Which ONNX Runtime is at work; asking loads it, so that an answer proves it can be loaded. */
public final class RuntimeInfo {
    private RuntimeInfo() {}

    /** Its own version, for example "1.29.0". */
    public static String version() {
        return OrtRuntime.environment().getVersion();
    }

    /** Names of the providers that this build has, for example CPU. */
    public static List<String> providers() {
        return OrtEnvironment.getAvailableProviders().stream().map(OrtProvider::getName).toList();
    }
}
