package dev.telltale.faces;

import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.testing.FragileService;
import dev.telltale.vision.Detection;
import dev.telltale.vision.FaceDetector;
import dev.telltale.vision.Picture;
import dev.telltale.vision.media.Mishap;

import java.util.List;

import static org.awaitility.Awaitility.await;

/** The faces service as a process that goes wrong, in native code where it can, whenever it sees a picture that is white all over. */
final class MisbehavingFaces {
    private MisbehavingFaces() {}

    /** Runs it; the words are the mishap, then key=value of each setting. */
    public static void main(String[] words) {
        Mishap mishap = Mishap.valueOf(words[0]);
        ServiceContext context = ServiceContext.of(TelltaleConfig.of(FragileService.settings(List.of(words))));
        var service = new FacesService(context, landmarks -> {
            VisionTools tools = VisionTools.withCascade(landmarks);
            return new VisionTools(new Fragile(tools.detector(), mishap), tools.closeUp(), tools.landmarks(),
                    tools.sampler(), tools.quality(), tools.decodeAhead());
        });
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        service.start();
        await().forever().until(() -> service.health() instanceof Health.Failed);
        System.exit(1);
    }

    private record Fragile(FaceDetector detector, Mishap mishap) implements FaceDetector {
        @Override
        public List<Detection> detect(Picture picture) {
            if (isWhite(picture)) {
                mishap.happen();
            }
            return detector.detect(picture);
        }

        private static boolean isWhite(Picture picture) {
            var pixels = picture.rgb().data();
            return (pixels.get(0) & 0xff) > 240 && (pixels.get(1) & 0xff) > 240 && (pixels.get(2) & 0xff) > 240;
        }

        @Override
        public void close() {
            detector.close();
        }
    }
}
