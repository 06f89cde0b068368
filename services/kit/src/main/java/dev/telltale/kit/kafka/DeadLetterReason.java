package dev.telltale.kit.kafka;

/** Why a record went to a dead-letter topic. */
public enum DeadLetterReason {
    /** Its bytes are not what the topic promises. */
    UNREADABLE,
    /** Its content breaks a rule of the contract. */
    INVALID,
    /** Its time lies ahead of the broker's clock. */
    FUTURE,
    /** It failed every time it was tried, or took its worker down. */
    POISON
}
