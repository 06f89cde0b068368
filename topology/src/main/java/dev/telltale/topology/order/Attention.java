package dev.telltale.topology.order;

/** What is still expected of an epoch. */
public enum Attention {
    /** Marks and scores. */
    AWAKE,
    /** Nothing has come for grace of wall-clock time: what has been marked is applied as it is. Marks are still expected. */
    DORMANT,
    /** Nothing has come for so long that nothing is expected any more: where it has ended, it is finished as it is. */
    ABANDONED
}
