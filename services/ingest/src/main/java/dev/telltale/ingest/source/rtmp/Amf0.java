package dev.telltale.ingest.source.rtmp;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Action Message Format 0: what RTMP's commands are written in. Numbers are doubles; objects are maps. */
final class Amf0 {
    private static final int NUMBER = 0;
    private static final int BOOLEAN = 1;
    private static final int STRING = 2;
    private static final int OBJECT = 3;
    private static final int NULL = 5;
    private static final int UNDEFINED = 6;
    private static final int ARRAY = 8;
    private static final int END = 9;
    private static final int STRICT_ARRAY = 10;
    private static final int DATE = 11;
    private static final int LONG_STRING = 12;
    private static final int DEEPEST = 8;
    private static final int MOST_VALUES = 1000;

    private final ByteBuffer in;
    private int values;

    private Amf0(ByteBuffer in) {
        this.in = in;
    }

    /** Values one after the other. */
    static byte[] write(@Nullable Object... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Object value : values) {
                write(out, value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte(NULL);
            case Double number -> {
                out.writeByte(NUMBER);
                out.writeDouble(number);
            }
            case Boolean flag -> {
                out.writeByte(BOOLEAN);
                out.writeBoolean(flag);
            }
            case String text -> {
                out.writeByte(STRING);
                writeName(out, text);
            }
            case Map<?, ?> object -> {
                out.writeByte(OBJECT);
                for (Map.Entry<?, ?> entry : object.entrySet()) {
                    writeName(out, String.valueOf(entry.getKey()));
                    write(out, entry.getValue());
                }
                out.writeShort(0);
                out.writeByte(END);
            }
            default -> throw new IllegalArgumentException("AMF0 has no " + value.getClass());
        }
    }

    private static void writeName(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /** All values of a message. */
    static List<@Nullable Object> read(byte[] message) throws IOException {
        Amf0 amf = new Amf0(ByteBuffer.wrap(message));
        List<@Nullable Object> values = new ArrayList<>();
        try {
            while (amf.in.hasRemaining()) {
                values.add(amf.value(0));
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("a command of it ends too early", e);
        }
        return values;
    }

    private @Nullable Object value(int depth) throws IOException {
        if (depth > DEEPEST || ++values > MOST_VALUES) {
            throw new IOException("a command of it is too large");
        }
        int type = in.get();
        return switch (type) {
            case NUMBER -> in.getDouble();
            case BOOLEAN -> in.get() != 0;
            case STRING -> text(in.getShort() & 0xffff);
            case LONG_STRING -> text(in.getInt());
            case OBJECT -> object(depth);
            case ARRAY -> {
                in.getInt();
                yield object(depth);
            }
            case STRICT_ARRAY -> array(depth);
            case DATE -> {
                double date = in.getDouble();
                in.getShort();
                yield date;
            }
            case NULL, UNDEFINED -> null;
            default -> throw new IOException("a command of it has a value of unknown kind");
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (true) {
            String name = text(in.getShort() & 0xffff);
            if (name.isEmpty() && in.get(in.position()) == END) {
                in.get();
                return object;
            }
            object.put(name, value(depth + 1));
        }
    }

    private List<@Nullable Object> array(int depth) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (long left = in.getInt() & 0xffffffffL; left > 0; left--) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private String text(int length) throws IOException {
        if (length < 0 || length > in.remaining()) {
            throw new IOException("a command of it ends too early");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
