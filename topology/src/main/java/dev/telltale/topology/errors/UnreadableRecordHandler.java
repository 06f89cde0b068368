package dev.telltale.topology.errors;

import dev.telltale.schemas.registry.RegistryUnavailableException;
import dev.telltale.topology.rules.DropReason;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Objects;

/**
 * Dead-letters records that will never be readable. While the registry cannot be reached no record is: then processing stops, and the
 * thread that takes over reads the same record again.
 */
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecordHandler.class);

    private @Nullable DeadLetters letters;

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record,
            Exception exception) {
        if (Failures.causedBy(exception, RegistryUnavailableException.class)) {
            return Response.fail();
        }
        LOG.warn("record unreadable topic={} partition={} offset={} detail={}", record.topic(), record.partition(),
                record.offset(), exception.getMessage());
        LOG.debug("record unreadable", exception);
        return Response.resume(Objects.requireNonNull(letters).letters(context, record.key(), record.value(),
                DropReason.UNREADABLE, Failures.words(exception)));
    }
}
