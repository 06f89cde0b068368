/** What training on one machine needs beside the trainer: a broker that holds the imported data. */
@NullMarked
package dev.telltale.local.train;

import org.jspecify.annotations.NullMarked;
