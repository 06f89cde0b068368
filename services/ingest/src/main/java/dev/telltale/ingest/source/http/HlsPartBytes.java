package dev.telltale.ingest.source.http;

import dev.telltale.ingest.source.http.HlsPlaylist.PieceKey;
import dev.telltale.ingest.source.http.HlsPlaylist.Resource;
import dev.telltale.ingest.source.http.HlsPlaylist.Segment;
import dev.telltale.vision.media.InputBytes;
import dev.telltale.vision.media.MediaInputException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The bytes of pieces that continue each other: a header where there is one, then piece after piece up to the next break. */
final class HlsPartBytes implements InputBytes {
    private static final int KEY_BYTES = 16;

    private final HlsFeed feed;
    private final long part;
    private boolean headerDue = true;
    private @Nullable HttpAnswer answer;
    private @Nullable InputStream in;

    /** The part to which the next piece belongs. */
    HlsPartBytes(HlsFeed feed, Segment first) {
        this.feed = feed;
        this.part = first.part();
    }

    @Override
    public String name() {
        return feed.name();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        byte[] chunk = new byte[into.remaining()];
        while (true) {
            InputStream open = in;
            if (open == null && !advance()) {
                return -1;
            }
            int count = open == null ? 0 : open.read(chunk);
            if (count < 0) {
                hangUp();
            } else if (count > 0) {
                into.put(chunk, 0, count);
                return count;
            }
        }
    }

    private boolean advance() throws IOException {
        try {
            Segment segment = feed.peek();
            if (segment == null || segment.part() != part) {
                return false;
            }
            if (headerDue && segment.header().isPresent()) {
                open(segment.header().get(), Optional.empty(), segment.sequence());
            } else {
                open(segment.resource(), segment.key(), segment.sequence());
                feed.taken(segment);
            }
            headerDue = false;
            return true;
        } catch (MediaInputException e) {
            throw new IOException(e.what(), e);
        }
    }

    private void open(Resource resource, Optional<PieceKey> key, long sequence)
            throws MediaInputException, IOException {
        byte[] secret = key.isPresent() ? secret(key.get()) : new byte[0];
        HttpAnswer found = feed.client().get(feed.reference(resource.reference()), resource.span());
        answer = found;
        if (resource.span().isPresent() && !found.isPart()) {
            throw new IOException("its server gives no parts of files, though the playlist names parts");
        }
        in = key.isPresent()
                ? new CipherInputStream(found.body(), cipher(secret, key.get(), sequence))
                : found.body();
    }

    private byte[] secret(PieceKey key) throws MediaInputException, IOException {
        try (HttpAnswer found = feed.client().get(feed.reference(key.reference()), Optional.empty())) {
            byte[] secret = found.body().readNBytes(KEY_BYTES + 1);
            if (secret.length != KEY_BYTES) {
                throw new IOException("the key of its pieces is not of 16 bytes");
            }
            return secret;
        }
    }

    private static Cipher cipher(byte[] secret, PieceKey key, long sequence) throws IOException {
        try {
            byte[] vector = key.iv().isPresent()
                    ? HexFormat.of().parseHex(key.iv().get().replaceFirst("^0[xX]", ""))
                    : ByteBuffer.allocate(KEY_BYTES).putLong(0).putLong(sequence).array();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(secret, "AES"), new IvParameterSpec(vector));
            return cipher;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the encryption of its pieces cannot be used", e);
        }
    }

    private void hangUp() {
        HttpAnswer open = answer;
        answer = null;
        in = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        hangUp();
    }
}
