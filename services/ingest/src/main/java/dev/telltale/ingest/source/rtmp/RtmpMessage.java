package dev.telltale.ingest.source.rtmp;

/**
 * A message (RTMP 1.0, 5.4 and 7.1).
 *
 * @param type kind of message
 * @param time milliseconds, unsigned 32 bits
 * @param stream number of the message stream
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, made and read by one thread
record RtmpMessage(int type, long time, int stream, byte[] body) {
    static final int SET_CHUNK_SIZE = 1;
    static final int ABORT = 2;
    static final int ACKNOWLEDGEMENT = 3;
    static final int USER_CONTROL = 4;
    static final int WINDOW_SIZE = 5;
    static final int PEER_BANDWIDTH = 6;
    static final int VIDEO = 9;
    static final int COMMAND_AMF3 = 17;
    static final int COMMAND = 20;
    static final int AGGREGATE = 22;

    /** The number that the body begins with. */
    long number() {
        long number = 0;
        for (int i = 0; i < Math.min(4, body.length); i++) {
            number = number << 8 | (body[i] & 0xff);
        }
        return number;
    }
}
