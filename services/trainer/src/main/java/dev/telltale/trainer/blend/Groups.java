package dev.telltale.trainer.blend;

import java.util.HashMap;
import java.util.Map;

/** Names that belong together, joined pair by pair (union-find). */
final class Groups {
    private final Map<String, String> parents = new HashMap<>();

    void join(String a, String b) {
        String rootA = of(a);
        String rootB = of(b);
        if (!rootA.equals(rootB)) {
            // The smaller name leads, so that the order of joining does not matter.
            boolean aLeads = rootA.compareTo(rootB) < 0;
            parents.put(aLeads ? rootB : rootA, aLeads ? rootA : rootB);
        }
    }

    /** Name of the group. */
    String of(String name) {
        String parent = parents.getOrDefault(name, name);
        while (!parent.equals(name)) {
            name = parent;
            parent = parents.getOrDefault(name, name);
        }
        return name;
    }
}
