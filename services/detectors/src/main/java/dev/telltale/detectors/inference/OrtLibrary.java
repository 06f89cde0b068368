package dev.telltale.detectors.inference;

import ai.onnxruntime.OrtEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * ONNX Runtime's native libraries, unpacked once into a folder that every process uses again. Left to itself ONNX Runtime unpacks 28 MB into a new
 * temporary folder in each process, and one that is killed leaves them there.
 */
public final class OrtLibrary {
    /** What ONNX Runtime calls the folder that it loads its libraries from. */
    private static final String PATH = "onnxruntime.native.path";
    /** Those of CUDA and TensorRT are in the GPU build only. */
    private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni",
            "onnxruntime_providers_shared",
            "onnxruntime_providers_cuda", "onnxruntime_providers_tensorrt");
    private static final AtomicReference<@Nullable Path> CACHE = new AtomicReference<>();

    private OrtLibrary() {}

    /** Where the libraries are kept; counts before the first model is loaded, and the folder that is named first. */
    public static void keepIn(Path cache) {
        CACHE.compareAndSet(null, cache);
    }

    /** Tells ONNX Runtime where they are, if a folder was named; unpacks what is missing there. */
    static void tell() {
        Path cache = CACHE.get();
        if (cache == null || System.getProperty(PATH) != null) {
            return;
        }
        try {
            Path folder = cache.resolve("onnxruntime-" + OrtEnvironment.class.getPackage().getImplementationVersion());
            if (unpack(folder, platform())) {
                System.setProperty(PATH, folder.toAbsolutePath().toString());
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Made here and not before: a folder is named while a command still finds out where its logs go.
            LoggerFactory.getLogger(OrtLibrary.class).warn(
                    "native libraries are unpacked to a temporary folder cache={} reason={}", cache, e.toString());
        }
    }

    /** False where there are none for this platform among our jars: then they may be installed elsewhere. */
    static boolean unpack(Path folder, String platform) throws IOException {
        boolean found = false;
        Files.createDirectories(folder);
        for (String name : NAMES) {
            String file = System.mapLibraryName(name);
            URL resource = OrtEnvironment.class.getResource("native/" + platform + "/" + file);
            if (resource != null) {
                copy(resource, folder.resolve(file));
                found = true;
            }
        }
        return found;
    }

    /** A file of the right length is whole: it came there in one move. */
    private static void copy(URL resource, Path target) throws IOException {
        URLConnection connection = resource.openConnection();
        if (Files.exists(target) && Files.size(target) == connection.getContentLengthLong()) {
            return;
        }
        Path unfinished = Files.createTempFile(target.getParent(), "unfinished", null);
        try (InputStream content = connection.getInputStream()) {
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** As ONNX Runtime's jars name it: linux-x64, linux-aarch64, osx-aarch64. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("mac") ? "osx" : system.startsWith("win") ? "win" : "linux") + "-"
                + (processor.equals("amd64") || processor.equals("x86_64") ? "x64" : processor);
    }
}
