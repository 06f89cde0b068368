/** Avro records to and from Confluent's wire format, as ordinary Kafka serializers and deserializers. */
@NullMarked
package dev.telltale.schemas.serde;

import org.jspecify.annotations.NullMarked;
