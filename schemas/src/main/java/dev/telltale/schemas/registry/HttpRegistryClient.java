package dev.telltale.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Confluent's REST routes as Java methods. Thread-safe; remembers nothing ({@link CachedRegistryClient} does). */
public final class HttpRegistryClient implements RegistryClient {
    private final RegistryHttp http;

    /** @param config where the registry is and who we are */
    public HttpRegistryClient(RegistryConfig config) {
        this.http = new RegistryHttp(config);
    }

    /** A client with a cache, from Confluent's property names. */
    public static RegistryClient from(Map<String, ?> settings) {
        return new CachedRegistryClient(new HttpRegistryClient(RegistryConfig.from(settings)));
    }

    @Override
    public int register(String subject, Schema schema) {
        return http.post("/subjects/" + encoded(subject) + "/versions", body(schema)).path("id").asInt();
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return http.post("/subjects/" + encoded(subject), body(schema)).path("id").asInt();
    }

    @Override
    public Schema schemaById(int id) {
        return schema(http.get("/schemas/ids/" + id), "id " + id);
    }

    @Override
    public RegisteredSchema latest(String subject) {
        var answer = http.get("/subjects/" + encoded(subject) + "/versions/latest");
        return new RegisteredSchema(subject, answer.path("version").asInt(), answer.path("id").asInt(),
                schema(answer, "the latest of subject " + subject));
    }

    @Override
    public void setCompatibility(String subject, Compatibility level) {
        http.put("/config/" + encoded(subject),
                JsonNodeFactory.instance.objectNode().put("compatibility", level.name()));
    }

    @Override
    public void close() {
        http.close();
    }

    private static JsonNode body(Schema schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    }

    private static Schema schema(JsonNode answer, String what) {
        var type = answer.path("schemaType").asText("AVRO");
        if (!"AVRO".equals(type)) {
            throw new RegistryRefusedException("schema of " + what + " is " + type + ", expected AVRO", 200, 200);
        }
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (SchemaParseException malformed) {
            throw new RegistryRefusedException("schema of " + what + " is not Avro: " + malformed.getMessage(), 200,
                    200);
        }
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
