package dev.telltale.kit.config;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class DataSizeTest {

    @Property
    void shouldReadWhatItWrites(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long bytes) {
        assertThat(DataSize.parse(new DataSize(bytes).toString())).isEqualTo(new DataSize(bytes));
    }
}
