package dev.telltale.trainer.importing;

import dev.telltale.schemas.FaceWindow;

/** Where imported windows go: the faces topic. */
@FunctionalInterface
public interface FaceWindowSink {
    /** Takes one window; may return before it has been written. */
    void publish(FaceWindow window);
}
