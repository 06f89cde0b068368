package dev.telltale.trainer.importing;

import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceSlot;

/**
 * One frame of a face.
 *
 * @param slot geometry and quality
 * @param crop pixels
 * @param worth how well it can be judged, 0 to 1
 */
record SeenFace(FaceSlot slot, FaceCrop crop, double worth) {}
