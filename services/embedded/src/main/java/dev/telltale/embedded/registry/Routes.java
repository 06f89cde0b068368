package dev.telltale.embedded.registry;

import dev.telltale.schemas.registry.Compatibility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;

/** Which request means what: the part of Confluent's REST API that serializers, consoles and converters use. */
final class Routes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SchemaStore store;

    Routes(SchemaStore store) {
        this.store = store;
    }

    /** @param segments the path without its slashes, decoded */
    JsonNode answer(String method, List<String> segments, JsonNode body) {
        var path = segments.toArray(String[]::new);
        var first = path.length == 0 ? "" : path[0];
        return switch (first) {
            case "" -> JSON.objectNode();
            case "subjects" -> subjects(method, path, body);
            case "schemas" -> schemas(method, path);
            case "config" -> config(method, path, body);
            case "compatibility" -> compatibility(method, path, body);
            case "mode" -> JSON.objectNode().put("mode", "READWRITE");
            default -> throw RegistryError.noRoute(method, String.join("/", path));
        };
    }

    private JsonNode subjects(String method, String[] path, JsonNode body) {
        return switch (method + " " + path.length) {
            case "GET 1" -> texts(store.subjects());
            case "POST 2" -> full(store.find(path[1], schemaOf(body)));
            case "DELETE 2" -> deleteSubject(path[1]);
            case "GET 3" -> numbers(store.versions(path[1]));
            case "POST 3" -> registered(store.register(path[1], schemaOf(body)));
            case "GET 4" -> full(store.version(path[1], path[3]));
            case "GET 5" -> parsedJson(store.version(path[1], path[3]).schema());
            default -> throw RegistryError.noRoute(method, String.join("/", path));
        };
    }

    /** {@code .../versions/V/schema}: the bare schema. */
    private static JsonNode parsedJson(String schema) {
        try {
            return new ObjectMapper().readTree(schema);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored schema is always JSON", impossible);
        }
    }

    private JsonNode deleteSubject(String subject) {
        var versions = store.versions(subject);
        versions.forEach(store::delete);
        return numbers(versions);
    }

    private JsonNode schemas(String method, String[] path) {
        if (!"GET".equals(method) || path.length < 2) {
            throw RegistryError.noRoute(method, String.join("/", path));
        }
        if ("types".equals(path[1])) {
            return JSON.arrayNode().add("AVRO");
        }
        if (!"ids".equals(path[1]) || path.length < 3) {
            throw RegistryError.noRoute(method, String.join("/", path));
        }
        return JSON.objectNode().put("schema", store.byId(id(path[2])).schema());
    }

    private static int id(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw RegistryError.noSchema(text);
        }
    }

    private JsonNode config(String method, String[] path, JsonNode body) {
        var subject = path.length > 1 ? path[1] : null;
        return switch (method) {
            case "GET" -> JSON.objectNode().put("compatibilityLevel", (subject == null
                    ? store.defaultLevel()
                    : store.ownLevel(subject).orElseThrow(() -> RegistryError.noLevel(subject))).name());
            case "PUT" -> {
                var level = level(body.path("compatibility").asText());
                store.setLevel(subject, level);
                yield JSON.objectNode().put("compatibility", level.name());
            }
            case "DELETE" -> {
                var before = subject == null ? store.defaultLevel() : store.level(subject);
                store.setLevel(subject, null);
                yield JSON.objectNode().put("compatibilityLevel", before.name());
            }
            default -> throw RegistryError.noRoute(method, String.join("/", path));
        };
    }

    private static Compatibility level(String name) {
        return Arrays.stream(Compatibility.values()).filter(level -> level.name().equals(name)).findFirst()
                .orElseThrow(() -> RegistryError.invalidLevel(name));
    }

    /** {@code compatibility/subjects/S/versions[/V]}. */
    private JsonNode compatibility(String method, String[] path, JsonNode body) {
        if (!"POST".equals(method) || path.length < 4) {
            throw RegistryError.noRoute(method, String.join("/", path));
        }
        var refusal = store.refusal(path[2], path.length > 4 ? path[4] : null, schemaOf(body));
        var answer = JSON.objectNode().put("is_compatible", refusal.isEmpty());
        refusal.ifPresent(reason -> answer.set("messages", JSON.arrayNode().add(reason)));
        return answer;
    }

    private static String schemaOf(JsonNode body) {
        var type = body.path("schemaType").asText("AVRO");
        if (!"AVRO".equals(type)) {
            throw RegistryError.invalidSchema("type " + type + ", the local registry knows AVRO only");
        }
        if (!body.path("schema").isTextual()) {
            throw RegistryError.malformed("the request has no field 'schema'");
        }
        return body.path("schema").asText();
    }

    private static ObjectNode registered(StoredSchema schema) {
        return JSON.objectNode().put("id", schema.id());
    }

    private static ObjectNode full(StoredSchema schema) {
        return JSON.objectNode().put("subject", schema.subject()).put("version", schema.version())
                .put("id", schema.id()).put("schema", schema.schema());
    }

    private static ArrayNode numbers(List<StoredSchema> versions) {
        var numbers = JSON.arrayNode();
        versions.forEach(schema -> numbers.add(schema.version()));
        return numbers;
    }

    private static ArrayNode texts(List<String> texts) {
        var array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
