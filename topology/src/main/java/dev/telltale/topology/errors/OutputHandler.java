package dev.telltale.topology.errors;

import dev.telltale.topology.rules.DropReason;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Objects;

/**
 * A result that is too large for its topic is left out, and the record that led to it dead-lettered. Whatever else goes wrong while
 * writing (broker, registry) concerns all results: processing stops, the transaction is aborted, and the thread that takes over
 * starts again where the last one committed.
 */
public final class OutputHandler implements ProductionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OutputHandler.class);

    private @Nullable DeadLetters letters;

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record,
            Exception exception) {
        if (!(exception instanceof RecordTooLargeException)) {
            return Response.fail();
        }
        LOG.warn("result too large topic={} detail={}", record.topic(), exception.getMessage());
        return Response.resume(Objects.requireNonNull(letters).letters(context, context.sourceRawKey(),
                context.sourceRawValue(), DropReason.TOO_LARGE, record.topic() + ": " + Failures.words(exception)));
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared by Kafka
    public Response handleSerializationError(ErrorHandlerContext context, ProducerRecord record, Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }
}
