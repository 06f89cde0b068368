/** `telltale detect`: a file becomes a stream, the stream's records become one document. */
@NullMarked
package dev.telltale.local.detect;

import org.jspecify.annotations.NullMarked;
