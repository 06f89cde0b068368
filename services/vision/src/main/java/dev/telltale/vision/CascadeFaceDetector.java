package dev.telltale.vision;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

/**
 * OpenCV's frontal-face cascade (Viola and Jones, 2001; {@code haarcascade_frontalface_alt2} of OpenCV's own jar) on a
 * shrunken picture. Finds upright frontal faces; a landmark network has to confirm them.
 */
public final class CascadeFaceDetector implements FaceDetector {
    private static final String CASCADE = "/org/bytedeco/opencv/" + Loader.getPlatform()
            + "/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml";

    /** Medians over 719 annotated photographs: the landmarks' box lies this much lower than the cascade's square, ... */
    private static final double LOWER = 0.165;
    /** ... and its longer side is this much of the square's. */
    private static final double SIDE = 0.905;

    /** Black added on each side, as a share of the shorter one: the cascade wants to see a little more than the face. */
    private static final double BORDER = 0.1;

    private final CascadeSettings settings;
    private final CascadeClassifier cascade;
    private final CropSampler sampler = new CropSampler();
    private byte[] gray = new byte[0];

    public CascadeFaceDetector(CascadeSettings settings) {
        this.settings = settings;
        // One worker per core already; with more threads the order of hits, and so their grouping, would change by chance.
        opencv_core.setNumThreads(1);
        try {
            cascade = new CascadeClassifier(Loader.cacheResource(CascadeFaceDetector.class, CASCADE).getPath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + CASCADE, e);
        }
    }

    @Override
    public List<Detection> detect(Picture picture) {
        double shrink = Math.max(1, (double) Math.max(picture.width(), picture.height()) / settings.longerSide());
        int inner = (int) Math.max(1, Math.min(picture.width(), picture.height()) / shrink);
        int border = (int) (BORDER * inner);
        int width = (int) Math.max(1, picture.width() / shrink) + 2 * border;
        int height = (int) Math.max(1, picture.height() / shrink) + 2 * border;
        double corner = (shrink - 1) / 2 - border * shrink;
        Affine toPicture = new Affine(shrink, 0, corner, 0, shrink, corner);
        if (gray.length < width * height) {
            gray = new byte[width * height];
        }
        sampler.gray(picture, toPicture, width, height, gray);
        try (Mat small = new Mat(height, width, CV_8UC1)) {
            small.<ByteBuffer>createBuffer().put(gray, 0, width * height);
            return detect(small, toPicture, inner);
        }
    }

    private List<Detection> detect(Mat small, Affine toPicture, int inner) {
        int least = (int) Math.max(20, settings.minFace() * inner);
        try (RectVector hits = new RectVector();
                IntPointer votes = new IntPointer();
                Size min = new Size(least, least);
                Size max = new Size()) {
            cascade.detectMultiScale2(small, hits, votes, settings.scaleStep(), settings.minNeighbours(), 0, min, max);
            List<Detection> faces = new ArrayList<>();
            for (int i = 0; i < hits.size(); i++) {
                try (Rect hit = hits.get(i)) {
                    faces.add(new Detection(landmarkBox(hit, toPicture), confidence(votes.get(i))));
                }
            }
            faces.sort(Comparator.comparingDouble(Detection::confidence).reversed()
                    .thenComparingDouble(face -> face.box().x()).thenComparingDouble(face -> face.box().y()));
            return faces;
        }
    }

    /** From the cascade's square to the box of the landmarks. */
    private static Box landmarkBox(Rect hit, Affine toPicture) {
        double x = toPicture.x(hit.x() + (hit.width() - 1) / 2.0, 0);
        double y = toPicture.y(0, hit.y() + (hit.height() - 1) / 2.0 + LOWER * hit.height());
        double half = SIDE * hit.width() * toPicture.scale() / 2;
        return new Box((float) (x - half), (float) (y - half), (float) (2 * half), (float) (2 * half));
    }

    /** Overlapping hits turned into 0 to 1: 0.5 at the fewest that count, 0.9 at about five times as many. */
    private float confidence(int votes) {
        return (float) (votes / (votes + (double) settings.minNeighbours()));
    }

    @Override
    public void close() {
        cascade.close();
        sampler.close();
    }
}
