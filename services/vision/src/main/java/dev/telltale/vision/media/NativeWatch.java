package dev.telltale.vision.media;

/**
 * Is told while foreign bytes are in native code, which can end the process or never come back. Calls come in pairs and from
 * the thread that reads; they come for every packet and every read, and must cost nothing to speak of.
 */
public interface NativeWatch {
    /** Nobody wants to know. */
    NativeWatch NONE = new NativeWatch() {
        @Override
        public void enter() {
            // Nobody wants to know.
        }

        @Override
        public void leave() {
            // Nobody wants to know.
        }
    };

    /** Native code is at work from now on. */
    void enter();

    /** Native code has returned, or waits for bytes of ours. */
    void leave();
}
