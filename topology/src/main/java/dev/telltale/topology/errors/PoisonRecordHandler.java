package dev.telltale.topology.errors;

import dev.telltale.topology.rules.DropReason;
import dev.telltale.topology.rules.RejectedRecordException;

import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Objects;

/** Dead-letters records that the rules refuse, and those on which they fail: one bad record never stops the streams beside it. */
public final class PoisonRecordHandler implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PoisonRecordHandler.class);

    private @Nullable DeadLetters letters;

    @Override
    public void configure(Map<String, ?> configs) {
        letters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
        var reason = exception instanceof RejectedRecordException refused
                ? refused.reason()
                : DropReason.PROCESSING_FAILED;
        LOG.warn("record refused topic={} partition={} offset={} reason={} detail={}", context.topic(),
                context.partition(),
                context.offset(), reason, exception.getMessage());
        LOG.debug("record refused", exception);
        return Response.resume(Objects.requireNonNull(letters).letters(context, context.sourceRawKey(),
                context.sourceRawValue(), reason, Failures.words(exception)));
    }
}
