package dev.telltale.vision.colour;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ColourMappingTest {
    private static final ColourTags HLG = new ColourTags(9, 18, 9, ColourTags.LIMITED);
    private static final ColourTags PQ = new ColourTags(9, 16, 9, ColourTags.LIMITED);

    /** ITU-R BT.2408-7 table 1: reference levels, as share of the signal and as cd/m² on the reference screen. */
    @ParameterizedTest
    @CsvSource({"HLG, 0.75, 203", "PQ, 0.58, 203", "HLG, 0.38, 26", "PQ, 0.38, 26", "HLG, 1.0, 1000", "PQ, 1.0, 10000",
        "HLG, 0, 0", "PQ, 0, 0"})
    void shouldLightTheScreenAsTheReferenceLevelsSay(Transfer transfer, double signal, double nits) {
        double light = transfer.light(signal);

        assertThat(Transfer.WHITE * light * (light == 0 ? 0 : transfer.atScreen(light))).isCloseTo(nits,
                within(nits * 0.03 + 1e-6));
    }

    /** ITU-R BT.2407-0 annex 1: linear BT.2020 to linear BT.709. */
    @Test
    void shouldConvertPrimariesByThePublishedMatrix() {
        assertThat(Primaries.BT2020.toBt709()).containsExactly(
                new double[]{1.6605, -0.5876, -0.0728, -0.1246, 1.1329, -0.0083, -0.0182, -0.1006, 1.1187},
                within(1e-4));
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveWhiteWhiteInAllPrimaries(Primaries primaries) {
        double[] matrix = primaries.toBt709();

        for (int row = 0; row < 3; row++) {
            assertThat(matrix[3 * row] + matrix[3 * row + 1] + matrix[3 * row + 2]).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void shouldAskForNothingWhereThereIsNothingToDo() {
        assertThat(ColourMapping.of(ColourTags.NONE)).isEmpty();
        assertThat(ColourMapping.of(new ColourTags(1, 1, 1, ColourTags.LIMITED))).isEmpty();
        // sRGB, xvYCC and reserved code points look like BT.709 on a screen.
        assertThat(ColourMapping.of(new ColourTags(1, 13, 5, ColourTags.FULL))).isEmpty();
        assertThat(ColourMapping.of(new ColourTags(200, 99, 1, ColourTags.FULL))).isEmpty();
    }

    @Property
    void shouldKeepGreyGreyAndRisingInHighDynamicRange(@ForAll @IntRange(max = 65534) int level,
            @ForAll boolean pq) {
        // Given
        ColourMapping mapping = ColourMapping.of(pq ? PQ : HLG).orElseThrow();
        // When
        byte[] to = new byte[6];
        short lower = (short) level;
        short upper = (short) (level + 1);
        mapping.map(new short[]{lower, lower, lower, upper, upper, upper}, to, 2);
        // Then
        assertThat(to[0] & 0xff).isLessThanOrEqualTo(to[3] & 0xff).isCloseTo(to[1] & 0xff, within(1))
                .isCloseTo(to[2] & 0xff, within(1));
    }

    @Test
    void shouldKeepTheOrderOfHighlights() {
        byte[] grey = ColourMapping.of(HLG).orElseThrow().grey();

        // Diffuse white (75 %) is nearly white, and there is something left for what is brighter.
        assertThat(grey[191] & 0xff).isBetween(243, 249);
        assertThat(grey[210] & 0xff).isGreaterThan(grey[191] & 0xff);
        assertThat(grey[255] & 0xff).isEqualTo(255);
        assertThat(grey[0]).isZero();
    }

    @Test
    void shouldClipWhatLiesOutsideOfTheGamut() {
        byte[] to = new byte[3];

        // BT.2020's own green in HLG: red and blue of BT.709 would be negative.
        ColourMapping.of(HLG).orElseThrow().map(new short[]{0, (short) 0xa000, 0}, to, 1);

        assertThat(to[0]).isZero();
        assertThat(to[2]).isZero();
        assertThat(to[1] & 0xff).isGreaterThan(180);
    }
}
