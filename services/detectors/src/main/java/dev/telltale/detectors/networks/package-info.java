/** Networks of our own, one small file each. */
@NullMarked
package dev.telltale.detectors.networks;

import org.jspecify.annotations.NullMarked;
