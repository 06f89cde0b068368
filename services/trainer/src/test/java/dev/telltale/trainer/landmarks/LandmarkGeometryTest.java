package dev.telltale.trainer.landmarks;

import dev.telltale.vision.Affine;
import dev.telltale.vision.Box;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.FaceTemplate;
import dev.telltale.vision.Landmarks;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LandmarkGeometryTest {
    private static final Landmarks FACE = FaceTemplate.MEAN.mapped(Affine.similarity(80, 12, 150, 140));

    @Test
    void shouldTakeTheMirroredMeanFaceForItself() {
        // The mean face is symmetric: mirrored and put in order again it is the same face.
        Affine mirror = new Affine(-1, 0, 0, 0, 1, 0);
        float[] same = Mirror.reorder(FaceTemplate.MEAN.mapped(mirror)).toArray();
        assertThat(same).usingComparatorWithPrecision(2e-3f).containsExactly(FaceTemplate.MEAN.toArray());
    }

    @Test
    void shouldMirrorTheCropAboutItsMiddle() {
        Affine map = FaceSquare.of(FACE).toPicture(112);
        Affine mirrored = Mirror.map(map, 112);
        assertThat(mirrored.x(0, 40)).isCloseTo(map.x(111, 40), within(1e-9));
        assertThat(mirrored.y(30, 7)).isCloseTo(map.y(81, 7), within(1e-9));
    }

    @Test
    void shouldGoToFractionsAndBack() {
        float[] fractions = new float[CropTensors.COORDINATES];
        CropTensors.fractions(FACE, fractions, 0);
        assertThat(CropTensors.pixels(fractions, 0).toArray()).usingComparatorWithPrecision(1e-3f)
                .containsExactly(FACE.toArray());
    }

    @Test
    void shouldKeepTheFaceInsideTheSquaresThatItTrainsOn() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            Affine toPicture = SquareJitter.any(FACE, random).enlarged(1.3).toPicture(112);
            Box box = FACE.mapped(toPicture.inverse()).box();
            assertThat(box.iou(new Box(0, 0, 112, 112))).isBetween(0.15f, 1f);
        }
    }

    @Test
    void shouldKeepFacesOutOfTheSquaresWithoutOne() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            FaceSquare square = NotAFace.of(FACE.box(), 300, 280, random);
            float side = (float) square.side();
            Box box = new Box((float) square.centreX() - side / 2, (float) square.centreY() - side / 2, side, side);
            assertThat(box.iou(FACE.box())).isLessThan(0.25f);
        }
    }

    @Test
    void shouldMeasureNoErrorForTheTruthAndTheShareOfTheEyeDistanceElse() {
        assertThat(TestCrops.normalisedError(FACE, FACE)).isZero();
        Landmarks moved = FACE.mapped(new Affine(1, 0, 3, 0, 1, 4));
        assertThat(TestCrops.normalisedError(moved, FACE)).isCloseTo(5 / FACE.interocular(), within(1e-5));
    }
}
