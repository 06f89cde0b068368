package dev.telltale.ingest.source.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a publisher announces, reduced to its first video: what is not read cannot do harm.
 *
 * @param text the session's lines and those of the video
 * @param control what SETUP appends to the URL for the video
 */
record SessionDescription(String text, String control) {

    /** Reads an SDP; empty where it has no video. */
    static Optional<SessionDescription> videoOf(String sdp) {
        List<List<String>> sections = new ArrayList<>(List.of(new ArrayList<>()));
        sdp.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            if (line.startsWith("m=")) {
                sections.add(new ArrayList<>());
            }
            sections.getLast().add(line);
        });
        return sections.stream().skip(1).filter(section -> section.getFirst().startsWith("m=video ")).findFirst()
                .map(video -> new SessionDescription(join(sections.getFirst(), video), control(video)));
    }

    private static String join(List<String> session, List<String> video) {
        return String.join("\r\n", session) + "\r\n" + String.join("\r\n", video) + "\r\n";
    }

    private static String control(List<String> section) {
        return section.stream().filter(line -> line.startsWith("a=control:"))
                .map(line -> line.substring("a=control:".length()))
                .findFirst().orElse("");
    }
}
