package dev.telltale.kit.config;

import java.time.Duration;

/**
 * The faces service.
 *
 * @param detectEvery the face detector looks at every n-th frame
 * @param commitEvery longest time of work that one transaction holds
 * @param cpuPerWindow CPU time that decoding one window may take
 */
public record FacesConfig(
        @Setting(doc = "The face detector looks at every n-th frame, half as often while landmarks are sure of every face.", def = "12") int detectEvery,
        @Setting(doc = "Longest time of work that one transaction holds.", def = "1s") Duration commitEvery,
        @Setting(doc = "CPU time of the process after which a window that is still being decoded ends it; the second time the window is given up.", def = "60s") Duration cpuPerWindow) {

    /** Refuses what cannot work. */
    public FacesConfig {
        Rules.check().between("detect-every", detectEvery, 1, 1000).positive("commit-every", commitEvery)
                .positive("cpu-per-window", cpuPerWindow).done();
    }
}
