package dev.telltale.trainer.tensors;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Translates between ONNX {@link TensorProto} and LibTorch tensors. */
public final class OnnxTensors {
    private OnnxTensors() {}

    /**
     * The tensor that a proto holds; belongs to the innermost scope.
     *
     * @throws IllegalArgumentException for element types that are not supported and for external data
     */
    public static Tensor read(TensorProto proto) {
        if (proto.getDataLocation() == DataLocation.EXTERNAL) {
            throw new IllegalArgumentException("tensor '" + proto.getName() + "': external data is not supported");
        }
        long[] shape = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        int count = Math.toIntExact(TensorArrays.elements(shape));
        ScalarType type = scalarType(proto.getDataType());
        return switch (type) {
            case Float -> TensorArrays.floats(floats(proto, count), shape);
            case Half -> TensorArrays.floats(halves(proto, count), shape).to(type);
            case Double -> Tensor.create(doubles(proto, count), shape);
            default -> TensorArrays.longs(integers(proto, count), shape).to(type);
        };
    }

    /** The proto with its values replaced by the tensor's; name, shape and element type stay. Float32 and float16 only. */
    public static TensorProto replaceValues(TensorProto proto, Tensor tensor) {
        float[] values = TensorArrays.floats(tensor);
        boolean half = proto.getDataType() == DataType.FLOAT16.getNumber();
        ByteBuffer raw = ByteBuffer.allocate(values.length * (half ? Short.BYTES : Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (half) {
                raw.putShort(Float.floatToFloat16(value));
            } else {
                raw.putFloat(value);
            }
        }
        return proto.toBuilder().clearFloatData().clearInt32Data().setRawData(ByteString.copyFrom(raw.flip())).build();
    }

    /** LibTorch's name of an ONNX element type. */
    public static ScalarType scalarType(int onnxType) {
        DataType type = DataType.forNumber(onnxType);
        return switch (type == null ? DataType.UNDEFINED : type) {
            case FLOAT -> ScalarType.Float;
            case FLOAT16 -> ScalarType.Half;
            case DOUBLE -> ScalarType.Double;
            case INT64 -> ScalarType.Long;
            case INT32 -> ScalarType.Int;
            case INT16 -> ScalarType.Short;
            case INT8 -> ScalarType.Char;
            case UINT8 -> ScalarType.Byte;
            case BOOL -> ScalarType.Bool;
            default -> throw new IllegalArgumentException("element type " + type + " is not supported");
        };
    }

    private static ByteBuffer raw(TensorProto proto) {
        return proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] floats(TensorProto proto, int count) {
        float[] values = new float[count];
        if (proto.hasRawData()) {
            raw(proto).asFloatBuffer().get(values);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = proto.getFloatData(i);
            }
        }
        return values;
    }

    private static float[] halves(TensorProto proto, int count) {
        float[] values = new float[count];
        ByteBuffer raw = raw(proto);
        for (int i = 0; i < count; i++) {
            values[i] = Float.float16ToFloat(proto.hasRawData() ? raw.getShort() : (short) proto.getInt32Data(i));
        }
        return values;
    }

    private static double[] doubles(TensorProto proto, int count) {
        double[] values = new double[count];
        if (proto.hasRawData()) {
            raw(proto).asDoubleBuffer().get(values);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = proto.getDoubleData(i);
            }
        }
        return values;
    }

    private static long[] integers(TensorProto proto, int count) {
        long[] values = new long[count];
        ByteBuffer raw = raw(proto);
        boolean wide = proto.getDataType() == DataType.INT64.getNumber();
        for (int i = 0; i < count; i++) {
            if (proto.hasRawData()) {
                values[i] = integer(raw, proto.getDataType());
            } else {
                values[i] = wide ? proto.getInt64Data(i) : proto.getInt32Data(i);
            }
        }
        return values;
    }

    private static long integer(ByteBuffer raw, int type) {
        return switch (DataType.forNumber(type)) {
            case INT64 -> raw.getLong();
            case INT32 -> raw.getInt();
            case INT16 -> raw.getShort();
            case INT8 -> raw.get();
            default -> Byte.toUnsignedLong(raw.get());
        };
    }
}
