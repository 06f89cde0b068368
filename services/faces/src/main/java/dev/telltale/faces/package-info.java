/** FrameWindow to FaceWindow: decode once, follow every face, cut crops. */
@NullMarked
package dev.telltale.faces;

import org.jspecify.annotations.NullMarked;
