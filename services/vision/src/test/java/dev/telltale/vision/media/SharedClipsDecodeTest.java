package dev.telltale.vision.media;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class SharedClipsDecodeTest {
    @ParameterizedTest
    @CsvSource({"a01_real_press_conference.mp4, 1280, 720", "a03_real_phone_selfie.mp4, 720, 1280",
        "a04_real_lab_mpeg1.mpg, 360, 288", "a11_fake_film_autoencoder_swap.mp4, 1280, 720",
        "a16_fake_reenactment_aniportrait.mp4, 514, 516"})
    void shouldHandOutEveryFrameOnceAndInOrder(String name, int width, int height) {
        assumeTrue(Files.exists(Clip.SHARED), "skipped: no shared clips at " + Clip.SHARED);
        Clip clip = Clip.read(Clip.SHARED.resolve(name));
        AtomicLong last = new AtomicLong(-1);

        DecodeCounts counts = clip.decode(DecoderLimits.DEFAULT, picture -> {
            assertThat(picture.width()).isEqualTo(width);
            assertThat(picture.height()).isEqualTo(height);
            assertThat(picture.time().micros()).isGreaterThan(last.getAndSet(picture.time().micros()));
        });

        assertThat(counts.frames()).isEqualTo(clip.packets().size());
        assertThat(counts.lost()).isZero();
    }
}
