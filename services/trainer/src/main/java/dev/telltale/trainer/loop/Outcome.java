package dev.telltale.trainer.loop;

import ai.onnx.proto.OnnxMl.ModelProto;

/**
 * What a training run gave.
 *
 * @param model with the weights of the best validation
 * @param figure the best validation's
 * @param bestStep the step it belongs to
 * @param steps made in all
 */
public record Outcome(ModelProto model, double figure, long bestStep, long steps) {}
