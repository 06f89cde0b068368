package dev.telltale.faces;

import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.TrackerSnapshot;
import dev.telltale.schemas.WindowMark;

import java.util.List;

/**
 * What a frame window becomes.
 *
 * @param mark what became of it; exactly one
 * @param faces one for each track of the mark
 * @param snapshot from where a restarted worker goes on
 */
public record WindowOutput(WindowMark mark, List<FaceWindow> faces, TrackerSnapshot snapshot) {}
