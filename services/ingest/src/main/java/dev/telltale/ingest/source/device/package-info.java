/** Cameras that are attached to this machine. */
@NullMarked
package dev.telltale.ingest.source.device;

import org.jspecify.annotations.NullMarked;
