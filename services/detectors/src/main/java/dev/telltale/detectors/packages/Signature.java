package dev.telltale.detectors.packages;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;

/**
 * An Ed25519 signature over the manifest's SHA-256; the manifest names the SHA-256 of every other file. Lies in the package as {@link #FILE}.
 *
 * @param keyId which key signed
 * @param value base64
 */
public record Signature(String keyId, String value) {

    /** Its file: key id and signature, separated by a blank. */
    public static final String FILE = "signature";

    /** Signs the manifest's bytes. */
    public static Signature of(byte[] manifest, String keyId, PrivateKey key) throws GeneralSecurityException {
        java.security.Signature ed25519 = java.security.Signature.getInstance("Ed25519");
        ed25519.initSign(key);
        ed25519.update(Hashes.sha256(manifest).getBytes(StandardCharsets.US_ASCII));
        return new Signature(keyId, Base64.getEncoder().encodeToString(ed25519.sign()));
    }

    /** Whether this key made the signature of these bytes. */
    public boolean isBy(PublicKey key, byte[] manifest) {
        try {
            java.security.Signature ed25519 = java.security.Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(Hashes.sha256(manifest).getBytes(StandardCharsets.US_ASCII));
            return ed25519.verify(Base64.getDecoder().decode(value));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    static Signature parse(String text, String place) {
        String stripped = text.strip();
        int blank = stripped.indexOf(' ');
        if (blank < 1) {
            throw new PackageException(place + ": a signature is a key id, a blank and base64");
        }
        return new Signature(stripped.substring(0, blank), stripped.substring(blank + 1));
    }

    @Override
    public String toString() {
        return keyId + " " + value;
    }
}
