package dev.telltale.local.doctor;

import dev.telltale.detectors.inference.RuntimeInfo;
import dev.telltale.vision.media.NativeVersions;

import java.util.List;
import java.util.function.Supplier;

/** The native libraries: asking for their version loads them. */
public final class NativeChecks {
    private NativeChecks() {}

    /** All of them. */
    public static List<Finding> all() {
        return List.of(one("ffmpeg", NativeVersions::ffmpeg), one("opencv", NativeVersions::openCv),
                one("onnxruntime",
                        () -> RuntimeInfo.version() + ", providers " + String.join(", ", RuntimeInfo.providers())));
    }

    private static Finding one(String name, Supplier<String> version) {
        try {
            return Finding.ok(name, version.get());
        } catch (LinkageError missing) {
            return Finding.error(name, "its native library cannot be loaded on " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + ": " + missing.getMessage()
                    + "; build with -Djavacpp.platform of this machine");
        }
    }
}
