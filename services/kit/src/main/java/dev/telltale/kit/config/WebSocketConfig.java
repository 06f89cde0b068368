package dev.telltale.kit.config;

/**
 * What one connection of those that push video through a WebSocket may send.
 *
 * @param mostMessageBytes size of one message
 * @param mostBytesPerSecond rate, over two seconds
 */
public record WebSocketConfig(
        @Setting(doc = "Largest message that is taken from who pushes video through a WebSocket.", def = "8MiB") DataSize mostMessageBytes,
        @Setting(doc = "Bytes a second from one who pushes video through a WebSocket; who sends more is made to wait.", def = "4MiB") DataSize mostBytesPerSecond) {

    /** Refuses limits that nothing fits in. */
    public WebSocketConfig {
        Rules.check()
                .that(mostMessageBytes.bytes() >= 1024, "most-message-bytes", mostMessageBytes.bytes() + "B",
                        "must be at least 1KiB")
                .that(mostBytesPerSecond.bytes() >= 1024, "most-bytes-per-second", mostBytesPerSecond.bytes() + "B",
                        "must be at least 1KiB")
                .done();
    }
}
