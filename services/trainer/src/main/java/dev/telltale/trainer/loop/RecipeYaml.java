package dev.telltale.trainer.loop;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Reads a recipe (YAML) into a record, whose constructor refuses what makes no sense; unknown and missing keys are refused. */
public final class RecipeYaml {
    private RecipeYaml() {}

    /**
     * Reads a recipe.
     *
     * @param type a record; its components are the keys, records among them sections
     * @throws IllegalArgumentException naming the key and what is wrong with it
     */
    public static <R extends Record> R read(InputStream yaml, Class<R> type) throws IOException {
        try (yaml) {
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return record("", root, type);
        }
    }

    /** The recipe of a shipped package: {@code /recipes/NAME.yaml} of the class path. */
    public static <R extends Record> R shipped(String name, Class<R> type) throws IOException {
        return read(Objects.requireNonNull(RecipeYaml.class.getResourceAsStream("/recipes/" + name + ".yaml")), type);
    }

    private static <R extends Record> R record(String path, @Nullable Object value, Class<R> type) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("recipe: " + (path.isEmpty() ? "the file" : path)
                    + " must hold keys and values");
        }
        RecordComponent[] components = type.getRecordComponents();
        requireKeys(path, map, Arrays.stream(components).map(RecordComponent::getName).toList());
        Object[] arguments = Arrays.stream(components)
                .map(component -> convert(path + component.getName(), map.get(component.getName()),
                        component.getType()))
                .toArray();
        try {
            Constructor<R> constructor = type
                    .getDeclaredConstructor(
                            Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            Throwable cause = refused.getCause();
            throw new IllegalArgumentException("recipe: " + (cause == null ? refused : cause.getMessage()), refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " cannot be a recipe", impossible);
        }
    }

    private static void requireKeys(String path, Map<?, ?> map, List<String> keys) {
        Set<String> unknown = new TreeSet<>();
        map.keySet().forEach(key -> unknown.add(String.valueOf(key)));
        keys.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("recipe: unknown key " + path + unknown.iterator().next()
                    + ", known are " + keys);
        }
    }

    @SuppressWarnings("unchecked")
    private static Object convert(String path, @Nullable Object value, Class<?> type) {
        if (value == null) {
            throw new IllegalArgumentException("recipe: key " + path + " is missing");
        }
        if (type.isRecord()) {
            return record(path + ".", value, (Class<? extends Record>) type);
        }
        if (type == String.class) {
            return value.toString();
        }
        if (value instanceof Number number) {
            if (type == double.class) {
                return number.doubleValue();
            }
            if (!(value instanceof Double) && type == long.class) {
                return number.longValue();
            }
            if (value instanceof Integer whole && type == int.class) {
                return whole;
            }
        }
        throw new IllegalArgumentException("recipe: " + path + " must be a " + type.getSimpleName() + ", got: "
                + value);
    }
}
