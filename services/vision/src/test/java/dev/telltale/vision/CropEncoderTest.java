package dev.telltale.vision;

import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class CropEncoderTest {
    private static final int SIZE = 64;

    @Test
    void shouldBringPngBackExactly() {
        assertThat(worstError(CropEncoder.PNG)).isZero();
    }

    @Test
    void shouldKeepSharpColourEdgesInJpeg() {
        // A red and a cyan half: with chroma at half resolution the seam would be off by more than 60 grey levels.
        assertThat(worstError(CropEncoder.JPEG)).isCloseTo(0, within(16));
    }

    @Test
    void shouldRefusePixelsThatDoNotFit() {
        assertThatThrownBy(() -> CropEncoder.PNG.encode(new byte[10], SIZE, 95)).hasMessageContaining("12288");
    }

    private static int worstError(CropEncoder encoder) {
        byte[] rgb = new byte[SIZE * SIZE * 3];
        for (int i = 0; i < SIZE * SIZE; i++) {
            boolean left = i % SIZE < 29;
            rgb[3 * i] = (byte) (left ? 200 : 40);
            rgb[3 * i + 1] = (byte) (left ? 40 : 180);
            rgb[3 * i + 2] = (byte) (left ? 40 : 180);
        }
        int worst = 0;
        try (StillPicture back = StillPicture.decode(encoder.encode(rgb, SIZE, CropEncoder.QUALITY));
                UByteIndexer at = back.rgb().createIndexer()) {
            for (int i = 0; i < rgb.length; i++) {
                int error = Math.abs(at.get(i / 3 / SIZE, i / 3 % SIZE, i % 3) - (rgb[i] & 0xff));
                worst = Math.max(worst, error);
            }
        }
        return worst;
    }
}
