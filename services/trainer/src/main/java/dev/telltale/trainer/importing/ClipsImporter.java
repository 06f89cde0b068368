package dev.telltale.trainer.importing;

import dev.telltale.vision.Picture;
import dev.telltale.vision.media.DecoderLimits;
import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketDecoder;
import dev.telltale.vision.media.UndecodableException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Publishes labelled clips as windows of their faces, cut as live ones are. Reads a clip once; its first {@code windowsPerClip} windows are taken.
 */
public final class ClipsImporter {
    private static final Logger log = LoggerFactory.getLogger(ClipsImporter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Importing importing;

    public ClipsImporter(Importing importing) {
        this.importing = importing;
    }

    /** Publishes all; those that cannot be read, or without a face, are logged and left out. */
    public ImportCounts run(List<LabelledClip> clips) {
        return importing.all(clips, this::publish);
    }

    private ImportCounts publish(LabelledClip clip, FaceCutter cutter) {
        ClipFaces faces = new ClipFaces(clip, importing.finder(), cutter, importing.settings(),
                importing.clock().instant());
        try {
            decode(clip, faces);
        } catch (MediaInputException | UndecodableException e) {
            log.warn("clip cannot be read file={} cause={}", clip.file(), e.getMessage());
            return ImportCounts.UNREADABLE;
        }
        int windows = faces.publishTo(importing.sink());
        if (windows == 0) {
            log.info("no face in clip file={}", clip.file());
            return ImportCounts.FACELESS;
        }
        return ImportCounts.ofWindows(windows);
    }

    private static void decode(LabelledClip clip, ClipFaces faces) throws MediaInputException {
        InterruptDeadline deadline = new InterruptDeadline(PATIENCE);
        Consumer<Picture> sink = picture -> {
            try (picture) {
                faces.look(picture);
            }
        };
        try (MediaInput input = MediaInput.open(FileBytes.open(clip.file()), InputLimits.RECORDING, deadline)) {
            MediaPacket packet = input.read();
            if (packet == null) {
                return;
            }
            try (PacketDecoder decoder = new PacketDecoder(input.video(), packet.pts(), DecoderLimits.DEFAULT)) {
                while (packet != null && !faces.enough()) {
                    decoder.decode(packet, sink);
                    packet = input.read();
                }
                decoder.drain(sink);
            }
        }
    }
}
