package dev.telltale.kit.config;

import java.nio.file.Path;
import java.util.Map;

/** What {@code ~} stands for: {@code $HOME}, as in a shell. Java itself asks the password file and overlooks the variable. */
public final class UserHome {
    private UserHome() {}

    /** That of this process. */
    public static Path path() {
        return of(System.getenv(), System.getProperty("user.home"));
    }

    static Path of(Map<String, String> environment, String otherwise) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isBlank() ? otherwise : home);
    }
}
