package dev.telltale.vision.media;

import dev.telltale.vision.MediaTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DecodeAheadTest {
    private static final int FRAMES = 40;

    @TempDir
    private Path folder;

    @Test
    void shouldHandOutWhatADecoderAloneHandsOutAndInTheCallersThread() {
        // Given
        Clip clip = clip();
        List<MediaTime> alone = new ArrayList<>();
        clip.decode(DecoderLimits.DEFAULT, picture -> alone.add(picture.time()));

        // When
        List<MediaTime> ahead = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (DecodeAhead decodeAhead = new DecodeAhead();
                PacketDecoder decoder = new PacketDecoder(clip.video(), clip.origin(),
                        DecoderLimits.DEFAULT)) {
            decodeAhead.feed(decoder, clip.packets().subList(0, FRAMES / 2), false, picture -> {
                ahead.add(picture.time());
                threads.add(Thread.currentThread());
                picture.close();
            });
            decodeAhead.feed(decoder, clip.packets().subList(FRAMES / 2, FRAMES), true, picture -> {
                ahead.add(picture.time());
                picture.close();
            });
            assertThat(decoder.counts().frames()).isEqualTo(FRAMES);
        }

        // Then
        assertThat(alone).hasSize(FRAMES);
        assertThat(ahead).isEqualTo(alone);
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void shouldThrowWhatTheSinkThrowsAndBeUsableAfterwards() {
        // Given
        Clip clip = clip();
        try (DecodeAhead decodeAhead = new DecodeAhead();
                PacketDecoder decoder = new PacketDecoder(clip.video(), clip.origin(),
                        DecoderLimits.DEFAULT)) {
            // When
            assertThatThrownBy(() -> decodeAhead.feed(decoder, clip.packets(), true, picture -> {
                picture.close();
                throw new IllegalArgumentException("no");
            })).isInstanceOf(IllegalArgumentException.class).hasMessage("no");

            // Then
            List<MediaTime> again = new ArrayList<>();
            decodeAhead.feed(decoder, clip.packets(), true, picture -> {
                again.add(picture.time());
                picture.close();
            });
            assertThat(again).hasSize(FRAMES);
        }
    }

    private Clip clip() {
        Path file = TestPictures.of("yuv420p", 64, 48).write(folder.resolve("ahead.mkv"),
                Collections.nCopies(FRAMES, new byte[3 * 64 * 48]));
        return Clip.read(file);
    }
}
