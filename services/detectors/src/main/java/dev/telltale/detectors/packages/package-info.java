/** Model packages: manifest, reading, writing, stores, signatures, the bundled models. */
@NullMarked
package dev.telltale.detectors.packages;

import org.jspecify.annotations.NullMarked;
