package dev.telltale.detectors.packages;

/** Bytes of an ONNX file that was found harmless ({@link OnnxSafety}). Read only: {@link #array()} must not be written to. */
public final class NetworkBytes {

    private final byte[] bytes;

    private NetworkBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Checks and takes over the bytes of an ONNX file.
     *
     * @throws PackageException
     *             where it is none, refers to other files or needs operators of others; {@code what} begins the message
     */
    public static NetworkBytes checked(byte[] onnx, String what) {
        OnnxSafety.check(onnx, what);
        return new NetworkBytes(onnx);
    }

    /** The bytes themselves. */
    public byte[] array() {
        return bytes;
    }
}
