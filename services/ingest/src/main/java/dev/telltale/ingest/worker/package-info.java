/** The life of one stream: connect, cut, record, mark, report; and what a restart makes of what it finds. */
@NullMarked
package dev.telltale.ingest.worker;

import org.jspecify.annotations.NullMarked;
