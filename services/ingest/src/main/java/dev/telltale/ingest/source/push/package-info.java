/**
 * What all places have in common to which publishers push: who may come ({@code Mount}), on which port ({@code Ports}), and how their bytes
 * get from the connection's thread to the reader ({@code Publication}). Each protocol has a package of its own beside this one.
 */
@NullMarked
package dev.telltale.ingest.source.push;

import org.jspecify.annotations.NullMarked;
