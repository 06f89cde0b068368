package dev.telltale.embedded;

import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Confluent's own client, its own Avro with it, as Flink ships it: nothing here is ours but the calls. */
final class GenuineConfluent {
    private final CachedSchemaRegistryClient client;

    GenuineConfluent(String registryUrl) {
        client = new CachedSchemaRegistryClient(registryUrl, 100);
    }

    GenericRecord read(byte[] bytes) throws IOException {
        var in = new ByteArrayInputStream(bytes);
        var schema = new ConfluentSchemaRegistryCoder(client).readSchema(in);
        return new GenericDatumReader<GenericRecord>(schema).read(null,
                DecoderFactory.get().binaryDecoder(in, null));
    }

    byte[] write(String subject, GenericRecord record) throws IOException {
        var out = new ByteArrayOutputStream();
        new ConfluentSchemaRegistryCoder(subject, client).writeSchema(record.getSchema(), out);
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
