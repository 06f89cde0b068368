package dev.telltale.local.cli;

import picocli.CommandLine.IVersionProvider;

import java.util.Objects;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[]{"telltale " + current()};
    }

    /** The version, or "unpackaged" where the classes do not come from a jar. */
    static String current() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unpackaged");
    }
}
