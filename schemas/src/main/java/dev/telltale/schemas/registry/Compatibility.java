package dev.telltale.schemas.registry;

/** Confluent's compatibility levels. */
public enum Compatibility {
    /** Anything goes. */
    NONE,
    /** The new schema reads what the last one wrote. */
    BACKWARD,
    /** The new schema reads what all before wrote. */
    BACKWARD_TRANSITIVE,
    /** The last schema reads what the new one writes. */
    FORWARD,
    /** All before read what the new one writes. */
    FORWARD_TRANSITIVE,
    /** Both ways, with the last one. */
    FULL,
    /** Both ways, with all before: the level of Telltale's public topics. */
    FULL_TRANSITIVE
}
