package dev.telltale.schemas.serde;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.Feedback;
import dev.telltale.schemas.FeedbackLabel;
import dev.telltale.schemas.RandomRecords;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.serde.UnreadableRecordException.Reason;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class UnreadableRecordTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroSerializer<Feedback> serializer = new AvroSerializer<>(registry);
    private final AvroDeserializer<Feedback> deserializer = new AvroDeserializer<>(Feedback.class, registry);

    private byte[] written() {
        var feedback = new Feedback("s", "a", FeedbackLabel.UNSURE, "ann", Instant.EPOCH, "note");
        return Objects.requireNonNull(serializer.serialize("telltale.feedback", feedback));
    }

    private UnreadableRecordException failure(byte[] bytes) {
        return catchThrowableOfType(UnreadableRecordException.class,
                () -> deserializer.deserialize("telltale.feedback", bytes));
    }

    @Test
    void shouldNameTopicAndLengthOfARecordThatIsTooShort() {
        assertThat(failure(new byte[]{0, 1})).hasMessageContainingAll("telltale.feedback", "2 bytes")
                .extracting(UnreadableRecordException::reason).isEqualTo(Reason.TOO_SHORT);
    }

    @Test
    void shouldNameTheByteThatIsNotTheMagicOne() {
        assertThat(failure("{\"json\":1}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContainingAll("telltale.feedback", "byte 123", "expected 0")
                .extracting(UnreadableRecordException::reason).isEqualTo(Reason.WRONG_MAGIC);
    }

    @Test
    void shouldNameTheIdThatNoRegistryKnows() {
        assertThat(failure(new byte[]{0, 0, 0, 3, 7, 1})).hasMessageContainingAll("telltale.feedback", "id 775")
                .extracting(UnreadableRecordException::reason).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldSayWhatStandsBetweenTwoSchemas() {
        // Given an alert in the topic of feedback
        var alert = new RandomRecords(new Random(1)).record(Alert.SCHEMA$);
        var bytes = Objects.requireNonNull(new AvroSerializer<>(registry).serialize("telltale.feedback", alert));

        assertThat(failure(bytes)).hasMessageContainingAll("schemas.Alert", "schemas.Feedback")
                .extracting(UnreadableRecordException::reason).isEqualTo(Reason.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void shouldRefuseARecordThatIsCutOff() {
        var whole = written();

        // When any number of bytes is missing, then it is refused, never read as something shorter
        for (var length = WireFormat.HEADER_BYTES; length < whole.length; length++) {
            assertThat(failure(Arrays.copyOf(whole, length)).reason()).isEqualTo(Reason.CORRUPT);
        }
    }

    @Test
    void shouldRefuseARecordWithSomethingBehindIt() {
        var whole = written();

        assertThat(failure(Arrays.copyOf(whole, whole.length + 1))).hasMessageContaining("left over");
    }

    @Test
    void shouldReadOnAfterAnUnreadableRecord() {
        var whole = written();
        failure(Arrays.copyOf(whole, whole.length - 3));

        assertThat(deserializer.deserialize("t", whole)).extracting(Feedback::getNote).isEqualTo("note");
    }

    @Property(tries = 500)
    void shouldThrowNothingElseWhateverTheBytes(@ForAll byte[] garbage, @ForAll Topic topic) {
        // Given a header that is right and garbage behind it
        var id = registry.register("any", topic.schema());
        var bytes = new byte[WireFormat.HEADER_BYTES + garbage.length];
        bytes[4] = (byte) id;
        bytes[3] = (byte) (id >> 8);
        System.arraycopy(garbage, 0, bytes, WireFormat.HEADER_BYTES, garbage.length);

        // Then it is either read or refused
        var thrown = catchThrowable(
                () -> new AvroDeserializer<>(topic.valueType(), registry).deserialize("t", bytes));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(UnreadableRecordException.class).hasMessageNotContaining("\n");
        }
    }

    @Test
    void shouldPassTombstonesThrough() {
        assertThat(serializer.serialize("t", null)).isNull();
        assertThat(deserializer.deserialize("t", (byte[]) null)).isNull();
    }

    @Test
    void shouldSayThatItWasNeverConfigured() {
        var fresh = new AvroDeserializer<Feedback>();

        assertThatThrownBy(() -> fresh.deserialize("t", written())).hasMessageContaining("schema.registry.url");
    }
}
