package dev.telltale.topology;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;
import dev.telltale.schemas.serde.AvroSerde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

import java.util.Map;

/**
 * How the records of the topology travel.
 *
 * @param marks marks
 * @param scores scores
 * @param specs stream specs
 * @param plans plans
 * @param verdicts verdicts
 * @param alerts alerts
 * @param status reports
 */
public record AlertSerdes(Serde<WindowMark> marks, Serde<WindowScore> scores, Serde<StreamSpec> specs,
        Serde<PlanEntry> plans, Serde<Verdict> verdicts, Serde<Alert> alerts, Serde<StreamStatus> status) {

    /** Makes the serde of a type. */
    @FunctionalInterface
    public interface Maker {
        /** The serde of the type. */
        <T extends SpecificRecord> Serde<T> make(Class<T> type);
    }

    /** Confluent's wire format, with the registry that the settings name. */
    public static AlertSerdes registered(Map<String, ?> settings) {
        return of(new Maker() {
            @Override
            public <T extends SpecificRecord> Serde<T> make(Class<T> type) {
                return AvroSerde.forValues(type, settings);
            }
        });
    }

    /** All serdes of one make. */
    public static AlertSerdes of(Maker maker) {
        return new AlertSerdes(maker.make(WindowMark.class), maker.make(WindowScore.class),
                maker.make(StreamSpec.class),
                maker.make(PlanEntry.class), maker.make(Verdict.class), maker.make(Alert.class),
                maker.make(StreamStatus.class));
    }
}
