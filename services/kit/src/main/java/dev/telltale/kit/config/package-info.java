/** The configuration: one tree of records that refuse what makes no sense, where each value came from, and all faults at once. */
@NullMarked
package dev.telltale.kit.config;

import org.jspecify.annotations.NullMarked;
