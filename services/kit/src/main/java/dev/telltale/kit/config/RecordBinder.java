package dev.telltale.kit.config;

import io.smallrye.config.SmallRyeConfig;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills a tree of records and remembers everything that was wrong on the way. In the place of what is refused stands its
 * default, so that the rules of its record, and of the records around it, are heard as well.
 */
final class RecordBinder {
    private final SmallRyeConfig source;
    private final MapKeys mapKeys;
    private final @Nullable RecordBinder defaults;
    private final List<String> faults = new ArrayList<>();

    /** @param defaults fills what is refused; null where nothing can */
    RecordBinder(SmallRyeConfig source, MapKeys mapKeys, @Nullable RecordBinder defaults) {
        this.source = source;
        this.mapKeys = mapKeys;
        this.defaults = defaults;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The record; null where something in it was refused and has no default. */
    <R extends Record> @Nullable R bind(Class<R> type, String path) {
        var components = type.getRecordComponents();
        var values = new @Nullable Object[components.length];
        for (var i = 0; i < components.length; i++) {
            values[i] = value(components[i], path + "." + ConfigKeys.kebab(components[i].getName()));
        }
        return Arrays.stream(values).anyMatch(value -> value == null) ? null : construct(type, path, values);
    }

    private @Nullable Object value(RecordComponent component, String key) {
        if (ConfigKeys.isSection(component)) {
            return bind(component.getType().asSubclass(Record.class), key);
        }
        if (component.getType() == Map.class) {
            return map(key);
        }
        var setting = ConfigKeys.setting(component);
        try {
            return leaf(component, Optional.ofNullable(source.getConfigValue(key).getValue()));
        } catch (IllegalArgumentException | java.util.NoSuchElementException refused) {
            faults.add(key + " " + (setting.secret() ? "is not of the right form" : refused.getMessage()));
            return defaults == null ? null : defaults.value(component, key);
        }
    }

    private static Object leaf(RecordComponent component, Optional<String> text) {
        var type = component.getType();
        if (type == Optional.class) {
            return text.filter(given -> !given.isBlank())
                    .map(given -> Converters.convert(given, ConfigKeys.element(component)));
        }
        if (type == List.class) {
            return Arrays.stream(text.orElse("").split(",")).map(String::strip).filter(part -> !part.isEmpty())
                    .map(part -> Converters.convert(part, ConfigKeys.element(component))).toList();
        }
        return Converters.convert(text.orElseThrow(() -> new IllegalArgumentException("must be set")), type);
    }

    private Map<String, String> map(String key) {
        var map = new LinkedHashMap<String, String>();
        for (var name : mapKeys.under(key)) {
            Optional.ofNullable(source.getConfigValue(key + "." + name).getValue())
                    .ifPresent(value -> map.put(name, value));
        }
        return Map.copyOf(map);
    }

    private <R extends Record> @Nullable R construct(Class<R> type, String path, @Nullable Object[] values) {
        var parameters = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(parameters).newInstance(values);
        } catch (InvocationTargetException refused) {
            remember(path, type, refused);
            return defaults == null ? null : defaults.bind(type, path);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make " + type, impossible);
        }
    }

    private void remember(String path, Class<?> type, InvocationTargetException refused) {
        if (refused.getCause() instanceof RefusedConfigException several) {
            several.faults().forEach(one -> faults.add(path + "." + one));
        } else if (refused.getCause() instanceof IllegalArgumentException one) {
            faults.add(path + ": " + one.getMessage());
        } else {
            throw new IllegalStateException("cannot make " + type, refused);
        }
    }
}
