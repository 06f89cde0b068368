package dev.telltale.detectors.score;

import dev.telltale.vision.CropEncoder;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CropDecoderTest {
    private static final int SIDE = 32;

    @Test
    void shouldDecodeEachCropOnceUntilTheWindowIsDoneWith() {
        ByteBuffer image = ByteBuffer.wrap(CropEncoder.JPEG.encode(new byte[3 * SIDE * SIDE], SIDE, 95));
        ByteBuffer other = ByteBuffer.wrap(CropEncoder.PNG.encode(new byte[3 * SIDE * SIDE], SIDE, 95));
        CropDecoder decoder = new CropDecoder();
        try (decoder) {
            assertThat(decoder.decode(image)).isSameAs(decoder.decode(image)).isNotSameAs(decoder.decode(other));
            assertThat(decoder.held()).isEqualTo(2);
        }
        assertThat(decoder.held()).isZero();
    }

    @Test
    void shouldRefuseWhatIsNoPictureEveryTime() {
        ByteBuffer broken = ByteBuffer.wrap(new byte[]{1, 2, 3});
        try (CropDecoder decoder = new CropDecoder()) {
            for (int time = 0; time < 2; time++) {
                assertThatThrownBy(() -> decoder.decode(broken)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(decoder.held()).isZero();
        }
    }
}
