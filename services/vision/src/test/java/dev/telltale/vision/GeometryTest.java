package dev.telltale.vision;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class GeometryTest {
    @Property(tries = 200)
    void shouldFindTheSimilarityThatMovedThePoints(@ForAll @DoubleRange(min = 0.1, max = 20) double scale,
            @ForAll @DoubleRange(min = -179, max = 179) double degrees,
            @ForAll @DoubleRange(min = -2000, max = 2000) double x,
            @ForAll @DoubleRange(min = -2000, max = 2000) double y) {
        Affine moved = Affine.similarity(scale, degrees, x, y);

        Affine found = Similarity.fit(FaceTemplate.MEAN.toArray(), FaceTemplate.MEAN.mapped(moved).toArray());

        for (int i = 0; i < 6; i++) {
            assertThat(found.toArray()[i]).isCloseTo(moved.toArray()[i], within(2e-3));
        }
    }

    @Property(tries = 200)
    void shouldComeBackThroughTheInverse(@ForAll @DoubleRange(min = 0.1, max = 20) double scale,
            @ForAll @DoubleRange(min = -179, max = 179) double degrees,
            @ForAll @DoubleRange(min = -2000, max = 2000) double x) {
        Affine map = Affine.similarity(scale, degrees, x, -x);

        Affine same = map.inverse().after(map);

        assertThat(same.x(3, 7)).isCloseTo(3, within(1e-6));
        assertThat(same.y(3, 7)).isCloseTo(7, within(1e-6));
    }

    @Test
    void shouldMeasureOverlap() {
        Box a = new Box(0, 0, 10, 10);
        Box b = new Box(5, 0, 10, 10);

        assertThat(a.iou(b)).isCloseTo(50f / 150, within(1e-6f));
        assertThat(a.iou(new Box(20, 20, 5, 5))).isZero();
        assertThat(a.iou(a)).isEqualTo(1);
    }

    @Test
    void shouldPutTheTemplateIntoTheMiddleOfTheAlignedCrop() {
        AlignedCrop crop = new AlignedCrop(256, 0.5);

        Box box = crop.template().box();

        assertThat(box.longerSide()).isCloseTo(128, within(0.01f));
        assertThat(box.centreX()).isCloseTo(127.5f, within(0.01f));
        assertThat(box.centreY()).isCloseTo(127.5f, within(0.01f));
    }

    @Test
    void shouldMapTheAlignedTemplateOntoTheFace() {
        AlignedCrop crop = new AlignedCrop(300, 0.3);
        Landmarks face = FaceTemplate.MEAN.mapped(Affine.similarity(180, 25, 640, 360));

        Landmarks back = crop.template().mapped(crop.toPicture(face));

        for (int i = 0; i < Landmarks.COUNT; i++) {
            assertThat(Math.hypot(back.x(i) - face.x(i), back.y(i) - face.y(i))).isLessThan(0.01);
        }
    }

    @Test
    void shouldTiltTheSquareWithTheFace() {
        Landmarks face = FaceTemplate.MEAN.mapped(Affine.similarity(200, -30, 400, 300));

        FaceSquare square = FaceSquare.of(face);

        assertThat(square.degrees()).isCloseTo(-30, within(0.01));
        assertThat(square.side()).isCloseTo(200, within(0.01));
        assertThat(square.centreX()).isCloseTo(400, within(0.01));
        assertThat(square.centreY()).isCloseTo(300, within(0.01));
    }

    @Test
    void shouldLetTheEdgesOfTheCropLieOnTheEdgesOfTheSquare() {
        Affine toPicture = new FaceSquare(100, 50, 40, 0).toPicture(20);

        assertThat(toPicture.x(-0.5, -0.5)).isCloseTo(80, within(1e-9));
        assertThat(toPicture.y(19.5, 19.5)).isCloseTo(70, within(1e-9));
    }

    @Test
    void shouldRefuseLandmarksThatAreNoNumbers() {
        float[] xy = FaceTemplate.MEAN.toArray();
        xy[5] = Float.NaN;

        assertThatThrownBy(() -> Landmarks.of(xy)).hasMessageContaining("finite");
        assertThatThrownBy(() -> Landmarks.of(new float[10])).hasMessageContaining("136");
    }
}
