package dev.telltale.scoring;

import dev.telltale.schemas.FaceWindow;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A face window as the share group delivered it.
 *
 * @param window decoded; its crops are not
 * @param sha256 SHA-256 of the record's value as read, lower-case hex
 * @param delivery which delivery this is, counted from 1
 */
record Delivered(FaceWindow window, String sha256, int delivery) {

    static Delivered of(FaceWindow window, byte[] value, int delivery) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value);
            return new Delivered(window, HexFormat.of().formatHex(digest), delivery);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
