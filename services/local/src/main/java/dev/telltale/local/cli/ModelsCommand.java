package dev.telltale.local.cli;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ModelException;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.PackageException;
import dev.telltale.detectors.packages.PackageId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Model packages. */
@Command(name = "models", mixinStandardHelpOptions = true, description = "Lists and verifies model packages.", footer = {
    "", "Examples:", "  telltale models list", "  telltale models verify",
    "  telltale models verify blend-lite@1.1.0"})
final class ModelsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which of list, verify?");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the packages of the store, the bundled ones included.", footer = {
        "", "Examples:", "  telltale models list", "  telltale models list --json"})
    int list(@Mixin SettingsOptions settings,
            @Option(names = "--json", description = "One JSON object a line.") boolean json) {
        ModelStore store = store(settings);
        ExitCode exit = ExitCode.OK;
        for (PackageId id : store.list()) {
            try {
                print(store.get(id), json);
            } catch (PackageException damaged) {
                Say.err(spec, "telltale models list: " + damaged.getMessage());
                exit = ExitCode.BAD_INPUT;
            }
        }
        for (String stray : store.strays()) {
            Say.err(spec, "telltale models list: " + stray);
            exit = ExitCode.BAD_INPUT;
        }
        return exit.code();
    }

    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Checks hashes and contract of packages, loads each and runs its self-test.", footer = {
        "", "Examples:", "  telltale models verify", "  telltale models verify blend-lite@1.1.0"})
    int verify(@Mixin SettingsOptions settings,
            @Parameters(arity = "0..*", paramLabel = "NAME@VERSION", description = "All where none is named.") List<String> names) {
        ModelStore store = store(settings);
        boolean all = names == null || names.isEmpty();
        List<String> wanted = all ? store.list().stream().map(PackageId::toString).toList() : names;
        List<String> strays = all ? store.strays() : List.of();
        boolean good = strays.isEmpty();
        for (String name : wanted) {
            good &= verified(store, name);
        }
        strays.forEach(stray -> Say.out(spec, "bad     " + stray));
        return (good ? ExitCode.OK : ExitCode.BAD_INPUT).code();
    }

    private boolean verified(ModelStore store, String name) {
        int at = name.lastIndexOf('@');
        if (at <= 0) {
            throw new CliException(ExitCode.USAGE, "a package is named NAME@VERSION, got: '" + name + "'");
        }
        try {
            Model model = Model.load(store.get(new PackageId(name.substring(0, at), name.substring(at + 1))),
                    ProviderChain.cpu());
            Say.out(spec, "ok      " + name + ": self-test passed on " + model.provider());
            return true;
        } catch (PackageException | ModelException | IllegalArgumentException bad) {
            Say.out(spec, "bad     " + bad.getMessage());
            return false;
        }
    }

    private static ModelStore store(SettingsOptions settings) {
        Path store = ModelFolder.require(settings.load());
        BundledModels.extractTo(store);
        return new ModelStore(List.of(store));
    }

    private void print(ModelPackage each, boolean json) {
        Manifest manifest = each.manifest();
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("name", manifest.name());
            line.put("version", manifest.version());
            line.put("task", manifest.task());
            line.put("sha256", each.sha256());
            line.put("licence", manifest.licence());
            line.put("commercialUse", manifest.commercialUse());
            line.put("location", each.directory().toString());
            Say.out(spec, Json.line(line));
        } else {
            Say.out(spec, "%-24s %-12s %s%n%24s in %s".formatted(each.id(), manifest.task(), manifest.licence(), "",
                    each.directory()));
        }
    }
}
