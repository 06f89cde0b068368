package dev.telltale.local.arch;

import dev.telltale.kit.AppVersion;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.SocketChannel;
import java.time.Instant;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.telltale", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    private static final String[] OURS = {"dev.telltale.."};

    @ArchTest
    static final ArchRule SCHEMAS_KNOW_NOTHING_OF_OURS = noClasses().that().resideInAPackage("dev.telltale.schemas..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(OURS).and(not(resideInAnyPackage("dev.telltale.schemas.."))));

    @ArchTest
    static final ArchRule TOPOLOGY_KNOWS_SCHEMAS_ONLY = noClasses().that().resideInAPackage("dev.telltale.topology..")
            .should().dependOnClassesThat(resideInAnyPackage(OURS)
                    .and(not(resideInAnyPackage("dev.telltale.schemas..", "dev.telltale.topology.."))));

    @ArchTest
    static final ArchRule KIT_KNOWS_SCHEMAS_ONLY = noClasses().that().resideInAPackage("dev.telltale.kit..").should()
            .dependOnClassesThat(resideInAnyPackage(OURS)
                    .and(not(resideInAnyPackage("dev.telltale.schemas..", "dev.telltale.kit.."))));

    @ArchTest
    static final ArchRule VISION_AND_DETECTORS_KNOW_NO_KAFKA = noClasses().that()
            .resideInAnyPackage("dev.telltale.vision..", "dev.telltale.detectors..").should().dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "dev.telltale.kit..", "dev.telltale.schemas..");

    @ArchTest
    static final ArchRule NO_SERVICE_KNOWS_ANOTHER = slices().matching("dev.telltale.(*)..").should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAnyPackage("dev.telltale.."),
                    resideInAnyPackage("dev.telltale.schemas..", "dev.telltale.topology..", "dev.telltale.kit..",
                            "dev.telltale.vision..", "dev.telltale.detectors..", "dev.telltale.embedded.."))
            .ignoreDependency(resideInAnyPackage("dev.telltale.local.."), resideInAnyPackage("dev.telltale.."));

    @ArchTest
    static final ArchRule ONLY_LOCAL_STARTS_A_BROKER = noClasses().that()
            .resideOutsideOfPackages("dev.telltale.local..",
                    "dev.telltale.embedded..")
            .should().dependOnClassesThat().resideInAPackage("dev.telltale.embedded..");

    @ArchTest
    static final ArchRule ONLY_AGGREGATOR_AND_LOCAL_KNOW_THE_TOPOLOGY = noClasses().that()
            .resideInAnyPackage("..telltale.ingest..", "..telltale.faces..", "..telltale.scoring..",
                    "..telltale.trainer..",
                    "..telltale.embedded..")
            .should().dependOnClassesThat().resideInAPackage("dev.telltale.topology..");

    @ArchTest
    static final ArchRule ONLY_MEDIA_TOUCHES_FFMPEG = noClasses().that().resideOutsideOfPackage("..media..").should()
            .dependOnClassesThat().resideInAPackage("org.bytedeco.ffmpeg..");

    @ArchTest
    static final ArchRule ONLY_VISION_AND_SYNTHESIS_TOUCH_OPENCV = noClasses().that()
            .resideOutsideOfPackages("..telltale.vision..", "..telltale.trainer..").should().dependOnClassesThat()
            .resideInAPackage("org.bytedeco.opencv..");

    @ArchTest
    static final ArchRule ONLY_INFERENCE_TOUCHES_ONNX_RUNTIME = noClasses().that()
            .resideOutsideOfPackage("..detectors.inference..").should().dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule ONLY_THE_TRAINER_TOUCHES_LIBTORCH = noClasses().that()
            .resideOutsideOfPackage("..telltale.trainer..")
            .should().dependOnClassesThat().resideInAPackage("org.bytedeco.pytorch..");

    @ArchTest
    static final ArchRule ONLY_THE_DIALER_DIALS = noClasses().that().resideInAPackage("dev.telltale.ingest..").and()
            .resideOutsideOfPackage("dev.telltale.ingest.dial..").should()
            .callMethod(Socket.class, "connect", SocketAddress.class).orShould()
            .callMethod(Socket.class, "connect", SocketAddress.class, int.class).orShould()
            .callConstructor(Socket.class, String.class, int.class).orShould()
            .callConstructor(Socket.class, InetAddress.class, int.class).orShould().dependOnClassesThat()
            .belongToAnyOf(URL.class, URLConnection.class, SocketChannel.class).orShould()
            .dependOnClassesThat().resideInAPackage("java.net.http..")
            .because("what is dialled has passed the guard");

    @ArchTest
    static final ArchRule CLOCKS_ARE_INJECTED = noClasses().should().callMethod(Instant.class, "now").orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.telltale.(**)").should().beFreeOfCycles()
            .ignoreDependency(alwaysTrue(), type(AppVersion.class).or(assignableTo(Throwable.class)))
            .because("a version and an exception are vocabulary, not a way back");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes().that().resideInAPackage("dev.telltale..").and()
            .doNotHaveSimpleName("package-info").should(new LiesInNullMarkedPackage());

}
