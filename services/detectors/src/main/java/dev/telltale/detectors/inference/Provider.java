package dev.telltale.detectors.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;

import java.nio.file.Path;

/** Where a network runs. */
public sealed interface Provider {
    /** ONNX Runtime's short name of it. */
    String label();

    /** Adds it to a session's options; fails where this build of ONNX Runtime or this machine has none. */
    void addTo(SessionOptions options) throws OrtException;

    /** One thread per session: several sessions use several cores better than one session does. */
    record Cpu() implements Provider {
        @Override
        public String label() {
            return "CPU";
        }

        @Override
        public void addTo(SessionOptions options) throws OrtException {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
        }
    }

    /**
     * CUDA.
     *
     * @param device number of the GPU
     * @param memoryLimitBytes most memory that ONNX Runtime takes
     */
    record Cuda(int device, long memoryLimitBytes) implements Provider {
        public Cuda {
            Gpu.require(device, memoryLimitBytes);
        }

        @Override
        public String label() {
            return "CUDA";
        }

        @Override
        public void addTo(SessionOptions options) throws OrtException {
            try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device)) {
                cuda.add("gpu_mem_limit", Long.toString(memoryLimitBytes));
                options.addCUDA(cuda);
            }
        }
    }

    /**
     * TensorRT.
     *
     * @param device number of the GPU
     * @param memoryLimitBytes most memory for building an engine
     * @param fp16 half precision where it is faster
     * @param cache where built engines are kept
     */
    record TensorRt(int device, long memoryLimitBytes, boolean fp16, Path cache) implements Provider {
        public TensorRt {
            Gpu.require(device, memoryLimitBytes);
        }

        @Override
        public String label() {
            return "TensorRT";
        }

        @Override
        public void addTo(SessionOptions options) throws OrtException {
            try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(device)) {
                tensorRt.add("trt_max_workspace_size", Long.toString(memoryLimitBytes));
                tensorRt.add("trt_fp16_enable", fp16 ? "1" : "0");
                tensorRt.add("trt_engine_cache_enable", "1");
                tensorRt.add("trt_engine_cache_path", cache.toString());
                tensorRt.add("trt_timing_cache_enable", "1");
                options.addTensorrt(tensorRt);
            }
        }
    }

    /** Checks that the GPU providers share. */
    final class Gpu {
        private Gpu() {}

        private static void require(int device, long memoryLimitBytes) {
            if (device < 0 || memoryLimitBytes < 1) {
                throw new IllegalArgumentException("a GPU needs a device from 0 on and a memory limit above 0, got: "
                        + device + ", " + memoryLimitBytes);
            }
        }
    }
}
