package dev.telltale.ingest.source.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A playlist (RFC 8216). References are as they stand in it: nobody has looked at them yet. */
sealed interface HlsPlaylist {

    /** The same in several qualities. */
    record Master(List<Variant> variants) implements HlsPlaylist {}

    /**
     * One quality.
     *
     * @param bandwidth bits a second
     * @param pixels width times height; 0 where not told
     */
    record Variant(String reference, long bandwidth, long pixels) {}

    /**
     * The pieces of one quality.
     *
     * @param target longest duration of a piece
     * @param ended whether no piece will follow
     */
    record Media(Duration target, List<Segment> segments, boolean ended) implements HlsPlaylist {}

    /**
     * A piece.
     *
     * @param sequence its number, counted over the whole stream
     * @param part number of breaks before it, counted over the whole stream: what differs does not continue the piece before
     * @param header what has to be read before it
     */
    record Segment(long sequence, long part, Resource resource, Optional<Resource> header, Optional<PieceKey> key) {}

    /** Bytes somewhere. */
    record Resource(String reference, Optional<ByteSpan> span) {}

    /**
     * How a piece is encrypted (AES-128, CBC, the whole piece).
     *
     * @param iv initialisation vector, 32 hexadecimal digits; the piece's number where empty
     */
    record PieceKey(String reference, Optional<String> iv) {}
}
