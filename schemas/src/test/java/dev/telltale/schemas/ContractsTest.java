package dev.telltale.schemas;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ContractsTest {

    @Test
    void shouldDocumentEveryTypeAndField() {
        // When all schemas are walked through
        var undocumented = Contracts.named().values().stream().flatMap(schema -> undocumented(schema).stream())
                .toList();

        // Then each type and each field says what it is
        assertThat(Contracts.named()).hasSizeGreaterThan(40);
        assertThat(undocumented).isEmpty();
    }

    private static List<String> undocumented(Schema schema) {
        var names = new ArrayList<String>();
        if (schema.getDoc() == null || schema.getDoc().isBlank()) {
            names.add(schema.getFullName());
        }
        if (schema.getType() == Schema.Type.RECORD) {
            schema.getFields().stream().filter(field -> field.doc() == null || field.doc().isBlank())
                    .forEach(field -> names.add(schema.getFullName() + "." + field.name()));
        }
        return names;
    }

    @Test
    void shouldGiveEveryEnumADefault() {
        // A symbol that is added later would otherwise be unreadable for those who do not know it yet.
        var enums = Contracts.named().values().stream().filter(schema -> schema.getType() == Schema.Type.ENUM).toList();

        assertThat(enums).isNotEmpty().allSatisfy(schema -> assertThat(schema.getEnumDefault()).isNotNull());
    }

    @Test
    void shouldReachEverySchemaFromATopic() throws Exception {
        // Given all generated classes
        var generated = generatedSchemas();

        // Then each is the value of a topic or a part of one
        assertThat(generated).hasSizeGreaterThan(40).allSatisfy(
                schema -> assertThat(Contracts.named()).containsKey(schema.getFullName()));
    }

    private static List<Schema> generatedSchemas() throws IOException {
        var home = Path.of(Topic.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                .resolve("dev/telltale/schemas");
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".class"))
                    .map(name -> "dev.telltale.schemas." + name.substring(0, name.length() - ".class".length()))
                    .filter(name -> !name.contains("$")).map(ContractsTest::schemaOf).filter(schema -> schema != null)
                    .toList();
        }
    }

    private static @Nullable Schema schemaOf(String name) {
        try {
            var type = Class.forName(name);
            return SpecificRecord.class.isAssignableFrom(type) || GenericEnumSymbol.class
                    .isAssignableFrom(type) ? (Schema) type.getField("SCHEMA$").get(null) : null;
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError(name, broken);
        }
    }
}
