package dev.telltale.schemas;

import org.apache.avro.util.ClassSecurityValidator;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which classes Avro may make instances of because a schema names them: those of the packages whose records we were asked
 * for. Since 1.12.2 Avro refuses all others, our own included unless told.
 */
public final class TrustedRecords {
    private static final Set<String> PACKAGES = ConcurrentHashMap.newKeySet();

    static {
        PACKAGES.add(TrustedRecords.class.getPackageName());
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(),
                type -> PACKAGES.contains(type.getPackageName())));
    }

    private TrustedRecords() {}

    /** Trusts the records next to this one. Telltale's own are trusted as soon as {@link Topic} or a serde is used. */
    public static void trust(Class<?> record) {
        PACKAGES.add(record.getPackageName());
    }
}
