package dev.telltale.trainer.synthesis;

import dev.telltale.vision.AlignedCrop;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.NORM_L1;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

class ForgerySynthesisTest {
    private static final int SIZE = 160;

    private final RealFace face = textured(1);
    private final RealFace donor = textured(2);

    @AfterEach
    void close() {
        face.rgb().close();
        donor.rgb().close();
    }

    @Test
    void shouldMakeTheSamePixelsFromTheSameSeed() {
        ForgerySynthesis synthesis = new ForgerySynthesis(0.5);
        for (int seed = 0; seed < 20; seed++) {
            try (Forgery one = synthesis.pair(face, donor, new SplittableRandom(seed));
                    Forgery two = synthesis.pair(face, donor, new SplittableRandom(seed))) {
                assertThat(norm(one.forged(), two.forged(), NORM_L1, null)).isZero();
                assertThat(norm(one.genuine(), two.genuine(), NORM_L1, null)).isZero();
            }
        }
    }

    @Test
    void shouldChangeNothingOutsideOfTheMask() {
        for (int seed = 0; seed < 20; seed++) {
            try (Forgery forgery = CrossBlend.of(face, donor, new SplittableRandom(seed));
                    UByteIndexer genuine = forgery.genuine().createIndexer();
                    UByteIndexer forged = forgery.forged().createIndexer();
                    FloatIndexer mask = forgery.mask().createIndexer()) {
                long changed = 0;
                for (int i = 0; i < SIZE * SIZE; i++) {
                    int y = i / SIZE;
                    int x = i % SIZE;
                    assertThat(mask.get(y, x)).isBetween(0f, 1f);
                    if (mask.get(y, x) == 0) {
                        assertThat(forged.get(y, x, 1)).isEqualTo(genuine.get(y, x, 1));
                    } else if (forged.get(y, x, 1) != genuine.get(y, x, 1)) {
                        changed++;
                    }
                }
                assertThat(changed).as("changed pixels, seed %d", seed).isPositive();
            }
        }
    }

    @Test
    void shouldKeepItsMasksBetweenNoneAndWhole() {
        for (int seed = 0; seed < 40; seed++) {
            try (Forgery forgery = SelfBlend.of(face, new SplittableRandom(seed));
                    Mat xray = Blend.xray(forgery.mask());
                    FloatIndexer at = xray.createIndexer();
                    FloatIndexer mask = forgery.mask().createIndexer()) {
                float most = 0;
                for (int i = 0; i < SIZE * SIZE; i++) {
                    assertThat(at.get(i / SIZE, i % SIZE)).isBetween(-1e-5f, 1.00001f);
                    most = Math.max(most, mask.get(i / SIZE, i % SIZE));
                }
                assertThat(most).as("strongest point of the mask, seed %d", seed).isBetween(0.2f, 1.00001f);
            }
        }
    }

    @Test
    void shouldNotHoldOnToMemory() {
        ForgerySynthesis synthesis = new ForgerySynthesis(0.3);
        for (int seed = 0; seed < 50; seed++) {
            synthesis.pair(face, donor, new SplittableRandom(seed)).close();
        }
        long before = Pointer.totalBytes();

        for (int seed = 50; seed < 350; seed++) {
            synthesis.pair(face, donor, new SplittableRandom(seed)).close();
        }

        assertThat(Pointer.totalBytes() - before).as("bytes that JavaCPP tracks").isLessThan(1_000_000);
    }

    private static RealFace textured(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mat rgb = new Mat(SIZE, SIZE, CV_8UC3, Scalar.all(0));
        try (UByteIndexer at = rgb.createIndexer()) {
            for (int i = 0; i < SIZE * SIZE; i++) {
                for (int c = 0; c < 3; c++) {
                    at.put(i / SIZE, i % SIZE, c, random.nextInt(256));
                }
            }
        }
        GaussianBlur(rgb, rgb, new Size(0, 0), 2);
        return new RealFace(rgb, new AlignedCrop(SIZE, 0.25).template());
    }
}
