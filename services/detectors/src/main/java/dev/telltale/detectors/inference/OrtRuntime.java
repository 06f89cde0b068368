package dev.telltale.detectors.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

/**
 * ONNX Runtime's environment, started on a thread with room. ONNX Runtime 1.29 examines the process's command line recursively while it starts: with
 * 4,000 characters, a modest class path, it overruns a default stack of 1 MB and takes the JVM down ({@code OrtRuntimeTest}).
 */
final class OrtRuntime {
    private static final long STACK_BYTES = 256L << 20;
    private static final OrtEnvironment ENVIRONMENT = start();

    private OrtRuntime() {}

    static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    private static OrtEnvironment start() {
        OrtLibrary.tell();
        Thread starter = new Thread(null, OrtEnvironment::getEnvironment, "onnxruntime-start", STACK_BYTES);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("interrupted while ONNX Runtime started", e);
        }
        return silent(OrtEnvironment.getEnvironment());
    }

    /** Without events to ONNX Runtime's maker; ORT_DISABLE_TELEMETRY=1, which the launcher sets, keeps back the first ones too. */
    private static OrtEnvironment silent(OrtEnvironment environment) {
        try {
            environment.setTelemetry(false);
            return environment;
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime's telemetry cannot be switched off: " + e.getMessage(), e);
        }
    }
}
