package dev.telltale.detectors.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Arrays to and from ONNX tensors (raw data, little endian). */
public final class Tensors {

    private Tensors() {}

    /**
     * A float tensor.
     *
     * @throws IllegalArgumentException
     *             when the number of values is not the shape's
     */
    public static TensorProto floats(String name, Shape shape, float[] values) {
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' is " + shape + " and cannot hold " + values.length + " values");
        }
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, TensorProto.DataType.FLOAT, shape).setRawData(ByteString.copyFrom(raw)).build();
    }

    /** A tensor of rank 1 of long integers. */
    public static TensorProto longs(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return tensor(name, TensorProto.DataType.INT64, Shape.of(values.length)).setRawData(ByteString.copyFrom(raw))
                .build();
    }

    /**
     * The values of a float or half-precision tensor.
     *
     * @throws IllegalArgumentException
     *             for tensors of another type or kept outside the file
     */
    public static float[] toFloats(TensorProto tensor) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new IllegalArgumentException("tensor '" + tensor.getName() + "' is kept outside the file");
        }
        return switch (TensorProto.DataType.forNumber(tensor.getDataType())) {
            case FLOAT -> floats(tensor);
            case FLOAT16 -> halves(tensor);
            case null, default -> throw new IllegalArgumentException(
                    "tensor '" + tensor.getName() + "' is of type " + tensor.getDataType() + ", expected float");
        };
    }

    /** The shape of a tensor. */
    public static Shape shape(TensorProto tensor) {
        return new Shape(tensor.getDimsList().stream().map(Math::toIntExact).toList());
    }

    private static float[] floats(TensorProto tensor) {
        List<Float> listed = tensor.getFloatDataList();
        if (!listed.isEmpty()) {
            float[] values = new float[listed.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = listed.get(i);
            }
            return values;
        }
        ByteBuffer raw = littleEndian(tensor);
        float[] values = new float[raw.remaining() / Float.BYTES];
        raw.asFloatBuffer().get(values);
        return values;
    }

    private static float[] halves(TensorProto tensor) {
        ByteBuffer raw = littleEndian(tensor);
        float[] values = new float[raw.remaining() / Short.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(raw.getShort(i * Short.BYTES));
        }
        return values;
    }

    private static ByteBuffer littleEndian(TensorProto tensor) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorProto.Builder tensor(String name, TensorProto.DataType type, Shape shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        shape.dims().forEach(tensor::addDims);
        return tensor;
    }
}
