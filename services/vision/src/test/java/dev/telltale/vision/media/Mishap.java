package dev.telltale.vision.media;

import org.bytedeco.javacpp.Pointer;

/** What can go wrong in native code; on purpose, in a process that is there to be ended by it. */
public enum Mishap {
    /** Writes where nothing is. */
    ABORT {
        @Override
        public void happen() {
            try (Pointer nowhere = new Pointer() {
                {
                    address = 1;
                }
            }) {
                Pointer.memset(nowhere, 0, 1);
            }
        }
    },
    /** Never comes back. */
    SPIN {
        @Override
        public void happen() {
            double sum = 0;
            while (sum >= 0) {
                sum += Math.sqrt(2);
            }
        }
    },
    /** Takes all the memory it gets, and crashes as C++ does when it gets no more. */
    ALLOCATE {
        @Override
        public void happen() {
            while (true) {
                Pointer more = Pointer.malloc(CHUNK);
                if (more == null) {
                    ABORT.happen();
                }
                Pointer.memset(more, 1, CHUNK);
            }
        }
    };

    private static final int CHUNK = 64 << 20;

    /** Happens. */
    public abstract void happen();
}
