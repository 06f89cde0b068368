/** Video pulled by RTMP (Adobe's specification 1.0): our own client turns messages into the tags of an FLV file, which FFmpeg reads. */
@NullMarked
package dev.telltale.ingest.source.rtmp;

import org.jspecify.annotations.NullMarked;
