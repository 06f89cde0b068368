package dev.telltale.local.sample;

import dev.telltale.local.sample.media.ClipWriter;
import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class SampleClipTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    @Test
    void shouldDrawTheSamePictureEachTimeAndAnotherWithTheSwap() {
        // Given
        Studio studio = new Studio(WIDTH, HEIGHT);
        Pose pose = Pose.at(5);

        // When
        byte[] once = studio.picture(1, pose, 0);
        byte[] again = studio.picture(1, pose, 0);
        byte[] swapped = studio.picture(1, pose, 1);

        // Then
        assertThat(again).isEqualTo(once);
        assertThat(different(once, swapped)).isBetween(WIDTH * HEIGHT / 100, WIDTH * HEIGHT / 4);
    }

    @Test
    void shouldWriteAPlayableFile(@TempDir Path folder) throws Exception {
        // Given
        Path file = folder.resolve("clip.mp4");
        Studio studio = new Studio(WIDTH, HEIGHT);

        // When
        try (ClipWriter writer = ClipWriter.open(file, WIDTH, HEIGHT, 25)) {
            for (int frame = 0; frame < 5; frame++) {
                writer.write(studio.picture(frame, Pose.at(frame / 25.0), 0));
            }
        }

        // Then
        assertThat(Files.size(file)).isBetween(1000L, 200_000L);
        try (MediaInput input = MediaInput.open(FileBytes.open(file), InputLimits.RECORDING,
                new InterruptDeadline(Duration.ofSeconds(5)))) {
            assertThat(input.video().width()).isEqualTo(WIDTH);
            assertThat(input.duration())
                    .hasValueSatisfying(length -> assertThat(length).isBetween(Duration.ofMillis(150),
                            Duration.ofMillis(250)));
        }
    }

    private static int different(byte[] one, byte[] other) {
        int count = 0;
        for (int pixel = 0; pixel < one.length; pixel += 3) {
            count += one[pixel] == other[pixel] && one[pixel + 1] == other[pixel + 1] ? 0 : 1;
        }
        return count;
    }
}
