package dev.telltale.trainer.blend;

import dev.telltale.detectors.score.FaceFrame;
import dev.telltale.vision.AlignedCrop;
import dev.telltale.vision.FaceTemplate;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class PersonSplitTest {
    @Property(tries = 60)
    void shouldNeverPutAPersonOrAPageOnTwoSides(@ForAll long seed) {
        Random random = new Random(seed);
        List<LabelledFace> faces = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            boolean still = random.nextInt(3) == 0;
            boolean forged = !still && random.nextBoolean();
            String kind = still
                    ? "stills"
                    : (random.nextInt(10) == 0 ? "clips" : "wild") + ":page" + random.nextInt(150);
            faces.add(face(kind, "person:" + random.nextInt(150), forged ? "generator" + random.nextInt(12) : "",
                    "file" + i));
        }

        PersonSplit split = PersonSplit.of(faces, "clips", 0.3, seed);

        assertThat(split.training().size() + split.heldOut().size() + split.kindred().size() + split.test().size())
                .isEqualTo(faces.size());
        for (Function<LabelledFace, String> key : List.<Function<LabelledFace, String>>of(
                face -> face.from().identity(), face -> face.from().source())) {
            Set<String> trained = values(split.training(), key);
            assertThat(Collections.disjoint(trained, values(split.heldOut(), key))).isTrue();
            assertThat(Collections.disjoint(trained, values(split.test(), key))).isTrue();
            assertThat(Collections.disjoint(values(split.heldOut(), key), values(split.test(), key))).isTrue();
        }
        assertThat(Collections.disjoint(values(split.training(), face -> face.from().method()),
                values(split.test(), face -> face.from().method()))).isTrue();
        assertThat(split.training()).isNotEmpty();
    }

    @Test
    void shouldKeepNeighbouringStillsOfUnknownPersonsTogether() {
        List<LabelledFace> faces = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            faces.add(face("stills", "photo" + i, "", String.format("photo%03d.jpg", i)));
        }

        PersonSplit split = PersonSplit.of(faces, "clips", 0.3, 1);

        Set<String> heldOut = values(split.heldOut(), face -> face.from().file());
        assertThat(heldOut).isNotEmpty().hasSizeLessThan(500);
        for (int i = 0; i < 500; i += 25) {
            assertThat(heldOut.contains(String.format("photo%03d.jpg", i)))
                    .isEqualTo(heldOut.contains(String.format("photo%03d.jpg", i + 24)));
        }
    }

    @Test
    void shouldNotLearnFromGeneratorsOfTheTest() {
        List<LabelledFace> faces = List.of(face("clips:a", "p1", "Swap (model A)", "1"),
                face("wild:b", "p2", "Swap (model B)", "2"), face("wild:c", "p1", "", "3"),
                face("wild:d", "p4", "Other", "4"));

        PersonSplit split = PersonSplit.of(faces, "clips", 1e-9, 1);

        assertThat(values(split.kindred(), face -> face.from().file())).containsExactlyInAnyOrder("2", "3");
        assertThat(values(split.training(), face -> face.from().file())).containsExactly("4");
    }

    private static Set<String> values(List<LabelledFace> faces, Function<LabelledFace, String> key) {
        Set<String> values = faces.stream().map(key).collect(Collectors.toCollection(HashSet::new));
        values.remove("");
        return values;
    }

    private static LabelledFace face(String dataset, String identity, String generator, String file) {
        FaceFrame frame = new FaceFrame(0, new AlignedCrop(256, 0.5), ByteBuffer.allocate(0), 60, 100, 0);
        return new LabelledFace(frame, FaceTemplate.MEAN,
                new Provenance(!generator.isEmpty(), generator, identity, dataset, file, ""), file);
    }
}
