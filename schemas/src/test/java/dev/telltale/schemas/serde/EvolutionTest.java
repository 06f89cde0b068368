package dev.telltale.schemas.serde;

import dev.telltale.schemas.Feedback;
import dev.telltale.schemas.FeedbackLabel;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamStatus;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Records written by a neighbour with an older or a newer schema. */
class EvolutionTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();

    private byte[] written(GenericRecord record) throws IOException {
        var out = new ByteArrayOutputStream();
        WireFormat.writeHeader(out, registry.register("s", record.getSchema()));
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Test
    void shouldReadANewerRecordWithFieldsInAnotherOrderAndOneMore() throws IOException {
        // Given a newer schema: another order, one more field, one more symbol
        var newer = new Schema.Parser().parse("""
                {"type":"record","name":"Feedback","namespace":"dev.telltale.schemas","fields":[
                  {"name":"mood","type":"string","default":""},
                  {"name":"note","type":"string","default":""},
                  {"name":"label","type":{"type":"enum","name":"FeedbackLabel",
                    "symbols":["UNKNOWN","CONFIRMED","FALSE_ALARM","DECLARED_SYNTHETIC","UNSURE","SATIRE"],
                    "default":"UNKNOWN"}},
                  {"name":"stream","type":"string"},{"name":"alert","type":"string"},{"name":"by","type":"string"},
                  {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}""");
        var record = new GenericData.Record(newer);
        record.put("mood", "bright");
        record.put("note", "n");
        record.put("label", new GenericData.EnumSymbol(newer.getField("label").schema(), "SATIRE"));
        record.put("stream", "s");
        record.put("alert", "a");
        record.put("by", "ann");
        record.put("at", 1234L);

        // When today's class reads it
        var read = new AvroDeserializer<>(Feedback.class, registry).deserialize("t", written(record));

        // Then what it knows is there, and the unknown symbol is the default
        assertThat(read).isEqualTo(
                new Feedback("s", "a", FeedbackLabel.UNKNOWN, "ann", Instant.ofEpochMilli(1234), "n"));
    }

    @Test
    void shouldFillInWhatAnOlderRecordDoesNotHave() throws IOException {
        // Given a schema from before most fields
        var older = new Schema.Parser().parse("""
                {"type":"record","name":"StreamStatus","namespace":"dev.telltale.schemas","fields":[
                  {"name":"stream","type":"string"},
                  {"name":"reporter","type":{"type":"enum","name":"StatusReporter","symbols":["UNKNOWN","INGEST"],
                    "default":"UNKNOWN"}},
                  {"name":"since","type":"long"},{"name":"at","type":"long"}]}""");
        var record = new GenericData.Record(older);
        record.put("stream", "s");
        record.put("reporter", new GenericData.EnumSymbol(older.getField("reporter").schema(), "INGEST"));
        record.put("since", 1L);
        record.put("at", 2L);

        var read = new AvroDeserializer<>(StreamStatus.class, registry).deserialize("t", written(record));

        assertThat(read).isNotNull().extracting(StreamStatus::getState, StreamStatus::getEpoch,
                StreamStatus::getDetectorsDown, StreamStatus::getAt).containsExactly(SourceState.UNKNOWN, null,
                        List.of(), Instant.ofEpochMilli(2));
    }
}
