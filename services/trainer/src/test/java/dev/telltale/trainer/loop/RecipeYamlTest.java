package dev.telltale.trainer.loop;

import dev.telltale.trainer.landmarks.LandmarkTraining;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecipeYamlTest {
    private static final String GOOD = """
            seed: 1
            steps: 10
            batch: 4
            learningRate: 0.01
            warmupSteps: 2
            weightDecay: 0
            clipNorm: 1
            averaging: 0.9
            evaluateEvery: 5
            patience: 3
            workers: 2
            threads: 1
            """;

    @Test
    void shouldReadARecipe() throws IOException {
        assertThat(read(GOOD)).isEqualTo(new LoopRecipe(1, 10, 4, 0.01, 2, 0, 1, 0.9, 5, 3, 2, 1));
    }

    @Test
    void shouldReadTheShippedRecipe() throws IOException {
        assertThat(LandmarkTraining.shippedRecipe().version()).isEqualTo("1.0.0");
    }

    @Test
    void shouldNameTheKeyTheValueAndTheRule() {
        assertThatThrownBy(() -> read(GOOD.replace("batch: 4", "batch: 1")))
                .hasMessage("recipe: loop.batch must be at least 2 (batch statistics need it), got: 1");
        assertThatThrownBy(() -> read(GOOD.replace("steps: 10", "steps: many")))
                .hasMessage("recipe: steps must be a long, got: many");
        assertThatThrownBy(() -> read(GOOD.replace("seed: 1\n", ""))).hasMessage("recipe: key seed is missing");
        assertThatThrownBy(() -> read(GOOD + "colour: red\n")).hasMessageStartingWith("recipe: unknown key colour");
        assertThatThrownBy(() -> read("- 1")).hasMessage("recipe: the file must hold keys and values");
    }

    private static LoopRecipe read(String yaml) throws IOException {
        return RecipeYaml.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), LoopRecipe.class);
    }
}
