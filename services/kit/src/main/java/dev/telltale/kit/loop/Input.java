package dev.telltale.kit.loop;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that is to be handled.
 *
 * @param <T> its value
 * @param raw as it was read
 * @param key in UTF-8
 * @param value decoded
 * @param replayed whether it lies before the committed offset: it is read again to rebuild state, and whatever a handler
 *        sends for it would be written a second time
 * @param attempt which try this is, counted from 1
 */
public record Input<T>(ConsumerRecord<byte[], byte[]> raw, String key, T value, boolean replayed, int attempt) {}
