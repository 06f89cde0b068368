package dev.telltale.trainer.tensors;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Arrays;

/** Copies between Java arrays and LibTorch tensors (row-major). */
public final class TensorArrays {
    private TensorArrays() {}

    /** A float32 tensor of the given shape that owns a copy of the values; belongs to the innermost scope. */
    public static Tensor floats(float[] values, long... shape) {
        requireElements(values.length, shape);
        return values.length == 0
                ? torch.zeros(shape)
                : Tensor.create(values, shape);
    }

    /** An int64 tensor of the given shape that owns a copy of the values; belongs to the innermost scope. */
    public static Tensor longs(long[] values, long... shape) {
        requireElements(values.length, shape);
        return values.length == 0
                ? torch.zeros(shape).to(ScalarType.Long)
                : Tensor.create(values, shape);
    }

    /** The tensor's values in row-major order, converted to float32. */
    public static float[] floats(Tensor tensor) {
        PointerScope scope = new PointerScope();
        try {
            float[] values = new float[Math.toIntExact(tensor.numel())];
            if (values.length > 0) {
                new FloatPointer(tensor.detach().to(ScalarType.Float).contiguous().data_ptr()).get(values);
            }
            return values;
        } finally {
            scope.close();
        }
    }

    /** The tensor's values in row-major order, converted to int64. */
    public static long[] longs(Tensor tensor) {
        PointerScope scope = new PointerScope();
        try {
            long[] values = new long[Math.toIntExact(tensor.numel())];
            if (values.length > 0) {
                new LongPointer(tensor.detach().to(ScalarType.Long).contiguous().data_ptr()).get(values);
            }
            return values;
        } finally {
            scope.close();
        }
    }

    /**
     * The same values with the channels of pictures and kernels innermost in memory: on a CPU LibTorch's convolutions
     * are two to six times as fast in that order, and hand it on to whatever follows.
     */
    public static Tensor channelsLast(Tensor tensor) {
        return tensor.dim() == 4 ? tensor.contiguous(MemoryFormat.ChannelsLast) : tensor;
    }

    /** The tensor's element type as a constant that {@code ==} and {@code switch} understand. */
    public static ScalarType type(Tensor tensor) {
        return tensor.scalar_type().intern();
    }

    /** Number of elements of a shape; one for a scalar's empty shape. */
    public static long elements(long... shape) {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }

    private static void requireElements(int actual, long... shape) {
        if (elements(shape) != actual) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " needs " + elements(shape)
                    + " values, got: " + actual);
        }
    }
}
