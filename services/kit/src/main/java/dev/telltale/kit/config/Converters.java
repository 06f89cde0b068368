package dev.telltale.kit.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Written values to typed ones. Each refusal says how the value should look. */
final class Converters {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    private Converters() {}

    static Object convert(String text, Class<?> type) {
        if (type.isEnum()) {
            return constant(text, type);
        }
        return switch (type.getName()) {
            case "java.lang.String" -> text;
            case "int", "java.lang.Integer" -> whole(text, BigDecimal::intValueExact);
            case "long", "java.lang.Long" -> whole(text, BigDecimal::longValueExact);
            case "double", "java.lang.Double" -> real(text);
            case "boolean", "java.lang.Boolean" -> flag(text);
            case "java.time.Duration" -> duration(text);
            case "java.nio.file.Path" -> path(text);
            case "java.net.URI" -> URI.create(text);
            case "dev.telltale.kit.config.DataSize" -> DataSize.parse(text);
            default -> throw new IllegalStateException("no converter for " + type.getName());
        };
    }

    private static Object constant(String text, Class<?> type) {
        var wanted = text.strip().replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants()).filter(value -> value.toString().equals(wanted)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + ", got: '" + text + "'"));
    }

    private static <N> N whole(String text, Function<BigDecimal, N> exact) {
        try {
            return exact.apply(new BigDecimal(text.strip()));
        } catch (ArithmeticException | NumberFormatException wrong) {
            throw new IllegalArgumentException("must be a whole number, got: '" + text + "'", wrong);
        }
    }

    private static double real(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("must be a number, got: '" + text + "'", wrong);
        }
    }

    private static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("must be true or false, got: '" + text + "'");
        };
    }

    private static Duration duration(String text) {
        var matcher = SHORT_DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a duration like 500ms, 10s, 5m, 1h or 7d, got: '" + text + "'");
        }
        var amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** A leading {@code ~/} is the user's home. */
    private static Path path(String text) {
        return text.startsWith("~/") ? UserHome.path().resolve(text.substring(2)) : Path.of(text);
    }
}
