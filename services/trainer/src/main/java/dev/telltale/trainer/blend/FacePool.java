package dev.telltale.trainer.blend;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Faces to draw from: first a group, then a file of it, then a frame, each evenly, so that nobody and no generator dominates. */
final class FacePool {
    private final List<List<List<LabelledFace>>> groups;

    FacePool(Collection<LabelledFace> faces, Function<LabelledFace, String> group) {
        groups = by(faces, group).stream().map(members -> by(members, face -> face.from().file())).toList();
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("no faces to draw from");
        }
    }

    LabelledFace draw(RandomGenerator random) {
        return any(any(any(groups, random), random), random);
    }

    /** Number of groups. */
    int size() {
        return groups.size();
    }

    private static <T> T any(List<T> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<List<LabelledFace>> by(Collection<LabelledFace> faces, Function<LabelledFace, String> key) {
        Map<String, List<LabelledFace>> grouped = faces.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
        return List.copyOf(grouped.values());
    }
}
