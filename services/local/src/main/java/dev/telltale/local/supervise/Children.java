package dev.telltale.local.supervise;

import java.util.List;

/** Processes that stop at the same time: one after the other would take longer than a stop may. */
record Children(List<Child> all) implements AutoCloseable {
    Children {
        all = List.copyOf(all);
    }

    /** Asks all to end, and waits for none. */
    void ask() {
        all.forEach(Child::ask);
    }

    @Override
    public void close() {
        ask();
        all.forEach(Child::close);
    }
}
