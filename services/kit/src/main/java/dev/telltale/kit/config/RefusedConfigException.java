package dev.telltale.kit.config;

import java.util.List;

/** The configuration makes no sense: every fault, each naming key, rule and value. */
public final class RefusedConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String[] faults;

    /** @param faults one sentence each */
    public RefusedConfigException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = faults.toArray(String[]::new);
    }

    /** One sentence each. */
    public List<String> faults() {
        return List.of(faults);
    }
}
