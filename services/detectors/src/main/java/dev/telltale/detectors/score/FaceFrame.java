package dev.telltale.detectors.score;

import dev.telltale.vision.AlignedCrop;

import java.nio.ByteBuffer;

/**
 * One frame of a face as it travels in a window.
 *
 * @param slot its slot
 * @param crop how it was cut
 * @param image the crop as a JPEG or PNG file
 * @param interocular distance of the outer corners of the eyes, pixels of the picture
 * @param sharpness variance of the Laplacian at 128 px
 * @param yaw turn of the head, degrees
 */
public record FaceFrame(int slot, AlignedCrop crop, ByteBuffer image, float interocular, float sharpness, float yaw) {}
