package dev.telltale.topology.simulation;

import dev.telltale.schemas.Box;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.topology.rig.Samples;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The faces of an epoch: when each comes and goes, where it is, and whether it is synthetic. */
final class TrackLives {
    private final SplittableRandom random;
    private final List<Life> lives = new ArrayList<>();

    private record Life(int from, int to, Box box, boolean fake) {}

    TrackLives(SplittableRandom random, int windows) {
        this.random = random;
        for (int i = random.nextInt(0, 5); i > 0; i--) {
            var from = random.nextInt(windows);
            var box = new Box(random.nextInt(1100) * 1f, random.nextInt(600) * 1f, 60f + random.nextInt(100),
                    60f + random.nextInt(100));
            lives.add(new Life(from, from + random.nextInt(1, 40), box, random.nextBoolean()));
        }
    }

    List<TrackInWindow> at(int window) {
        var faces = new ArrayList<TrackInWindow>();
        for (int i = 0; i < lives.size(); i++) {
            var life = lives.get(i);
            if (window >= life.from && window < life.to && random.nextDouble() < 0.95) {
                faces.add(Samples.face(i + 1, life.box, random.nextInt(2, 11) / 10f));
            }
        }
        return faces;
    }

    double llr(int track) {
        return random.nextDouble(-2, 2) + (lives.get(track - 1).fake ? 1.5 : -1.5);
    }
}
