package dev.telltale.detectors.graph;

import ai.onnx.proto.OnnxMl.TensorProto;

/** Types of elements that our graphs use. */
public enum ElementType {
    FLOAT(TensorProto.DataType.FLOAT), INT64(TensorProto.DataType.INT64);

    private final TensorProto.DataType onnx;

    ElementType(TensorProto.DataType onnx) {
        this.onnx = onnx;
    }

    int number() {
        return onnx.getNumber();
    }
}
