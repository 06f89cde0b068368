/** 68 landmarks by our own network. */
@NullMarked
package dev.telltale.detectors.landmarks;

import org.jspecify.annotations.NullMarked;
