package dev.telltale.trainer.blend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Divides faces so that no person, and no page that clips come from, falls on two sides. Persons are the same by name; stills without a known person
 * are kept together in blocks of neighbouring files, since neighbours may show one person.
 *
 * @param training to learn from
 * @param heldOut for choosing the best weights and for calibration
 * @param kindred from pages or by generators of the test, but not in it: neither learned from nor tested
 * @param test the test's clips
 */
record PersonSplit(List<LabelledFace> training, List<LabelledFace> heldOut, List<LabelledFace> kindred,
        List<LabelledFace> test) {
    private static final int BLOCK = 25;

    static PersonSplit of(List<LabelledFace> faces, String testKind, double heldOutShare, long seed) {
        Map<String, String> blocks = blocks(faces);
        Groups groups = new Groups();
        for (LabelledFace face : faces) {
            groups.join(person(face, blocks), page(face, blocks));
        }
        Set<String> testGroups = new HashSet<>();
        Set<String> testMethods = new HashSet<>();
        for (LabelledFace face : faces) {
            if (face.from().kind().equals(testKind)) {
                testGroups.add(groups.of(person(face, blocks)));
                testMethods.add(face.from().method());
            }
        }
        testMethods.remove("");
        PersonSplit split = new PersonSplit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
        for (LabelledFace face : faces) {
            String group = groups.of(person(face, blocks));
            if (face.from().kind().equals(testKind)) {
                split.test.add(face);
            } else if (testGroups.contains(group) || testMethods.contains(face.from().method())) {
                split.kindred.add(face);
            } else {
                (isHeldOut(group, heldOutShare, seed) ? split.heldOut : split.training).add(face);
            }
        }
        return split;
    }

    private static boolean isHeldOut(String group, double share, long seed) {
        long mixed = (group.hashCode() ^ seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return (mixed >>> 11) * 0x1p-53 < share;
    }

    private static String person(LabelledFace face, Map<String, String> blocks) {
        String block = blocks.get(face.from().file());
        return block != null ? block : "person:" + face.from().identity();
    }

    private static String page(LabelledFace face, Map<String, String> blocks) {
        return face.from().source().isEmpty() ? person(face, blocks) : "page:" + face.from().source();
    }

    /** Stills whose identity is only a file's name: file to block. */
    private static Map<String, String> blocks(List<LabelledFace> faces) {
        TreeMap<String, Integer> nameless = new TreeMap<>();
        for (LabelledFace face : faces) {
            if (face.from().source().isEmpty() && !face.from().identity().contains(":")) {
                nameless.put(face.from().file(), 0);
            }
        }
        Map<String, String> blocks = new HashMap<>();
        for (String file : nameless.keySet()) {
            blocks.put(file, "block:" + blocks.size() / BLOCK);
        }
        return blocks;
    }
}
