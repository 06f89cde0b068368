package dev.telltale.trainer.importing;

import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.Truth;
import dev.telltale.vision.Picture;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Face windows of imported material. */
final class Windows {
    /** Import has no connection that could break: one epoch for everything, the ULID of time 0. */
    private static final String EPOCH = "00000000000000000000000000";

    /** Size of the pictures that faces were cut from. */
    record PictureSize(int width, int height) {
        static PictureSize of(Picture picture) {
            return new PictureSize(picture.width(), picture.height());
        }
    }

    private Windows() {}

    static FaceWindow of(List<SeenFace> faces, Truth truth, long window, int track, PictureSize picture,
            ImportSettings settings, Instant captured) {
        float quality = (float) faces.stream().mapToDouble(SeenFace::worth).max().orElse(0);
        return FaceWindow.newBuilder().setStream(stream(truth)).setEpoch(EPOCH).setWindow(window).setTrack(track)
                .setWindowMillis((int) settings.window().toMillis())
                .setCaptureStart(captured.plus(settings.window().multipliedBy(window))).setPlan(settings.plan())
                .setPictureWidth(picture.width()).setPictureHeight(picture.height())
                .setSlots(faces.stream().map(SeenFace::slot).toList())
                .setCrops(faces.stream().map(SeenFace::crop).toList()).setPartial(false).setQuality(quality)
                .setTruth(truth).build();
    }

    /** Each file is a stream of its own, so that imports spread over the partitions. */
    private static String stream(Truth truth) {
        return "import-" + (truth.getDataset() + "-" + truth.getFile()).toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9-]+", "-");
    }
}
