package dev.telltale.kit.config;

/**
 * Where a value came from, for {@code telltale doctor}.
 *
 * @param key the full key
 * @param value what it is, {@code ******} where it is secret
 * @param source who says so: command line, system property, environment, a file's path or default
 * @param doc what it is for
 */
public record SettingOrigin(String key, String value, String source, String doc) {}
