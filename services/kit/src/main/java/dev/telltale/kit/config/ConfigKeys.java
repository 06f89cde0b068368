package dev.telltale.kit.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The keys of a tree of configuration records. */
public final class ConfigKeys {
    /** What every key begins with. */
    public static final String ROOT = "telltale";

    private ConfigKeys() {}

    /**
     * A leaf of the tree.
     *
     * @param name the full key
     * @param setting what it is for
     * @param isMap whether any further segment may follow: {@code telltale.kafka.client.<Kafka's name>}
     */
    public record ConfigKey(String name, Setting setting, boolean isMap) {

        /** The form that an environment variable has. */
        public String environmentName() {
            return name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        }
    }

    /** Every leaf, in the order of the records. */
    public static List<ConfigKey> of(Class<? extends Record> tree) {
        var keys = new ArrayList<ConfigKey>();
        collect(tree, ROOT, keys);
        return List.copyOf(keys);
    }

    private static void collect(Class<?> section, String path, List<ConfigKey> keys) {
        for (var component : section.getRecordComponents()) {
            var name = path + "." + kebab(component.getName());
            if (isSection(component)) {
                collect(component.getType(), name, keys);
            } else {
                keys.add(new ConfigKey(name, setting(component), component.getType() == Map.class));
            }
        }
    }

    static Setting setting(RecordComponent component) {
        return Objects.requireNonNull(component.getAnnotation(Setting.class),
                () -> component.getDeclaringRecord().getSimpleName() + "." + component.getName()
                        + " lacks @Setting: every component needs its sentence");
    }

    static boolean isSection(RecordComponent component) {
        return component.getType().isRecord() && component.getType() != DataSize.class;
    }

    /** The class of the elements of an {@code Optional} or a {@code List}. */
    static Class<?> element(RecordComponent component) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
