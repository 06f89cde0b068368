package dev.telltale.faces;

import dev.telltale.schemas.Box;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.TrackSnapshot;
import dev.telltale.schemas.TrackerSnapshot;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.MediaTime;
import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TimeBase;
import dev.telltale.vision.tracking.Motion;
import dev.telltale.vision.tracking.TrackState;
import dev.telltale.vision.tracking.TrackerState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Between the records of the log and the types of vision; there and back nothing is lost. */
final class Converted {
    private Converted() {}

    static CodedVideo video(FrameWindow window) {
        return new CodedVideo(window.getCodec(), window.getExtradata(),
                new TimeBase(window.getTimeBaseNum(), window.getTimeBaseDen()), window.getWidth(), window.getHeight(),
                window.getRotation(), new SampleAspect(window.getSampleAspectNum(), window.getSampleAspectDen()),
                new ColourTags(window.getColourPrimaries(), window.getColourTransfer(), window.getColourMatrix(),
                        window.getColourRange()),
                0,
                window.getReorderDelay(), 1);
    }

    static MediaPacket packet(Packet packet) {
        return new MediaPacket(packet.getPts(), packet.getDts(), packet.getDuration(), packet.getKey(),
                packet.getData());
    }

    static Box box(dev.telltale.vision.Box box) {
        return new Box(box.x(), box.y(), box.width(), box.height());
    }

    static List<Float> floats(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    static List<Double> doubles(double... values) {
        List<Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    static TrackerSnapshot snapshot(FrameWindow record, long resumeOffset, TrackerState state, @Nullable PlanRef plan) {
        return TrackerSnapshot.newBuilder().setStream(record.getStream()).setEpoch(record.getEpoch())
                .setResumeWindow(record.getWindow() + 1).setResumeOffset(resumeOffset)
                .setFramesSeen(state.framesSeen()).setNextTrack(state.nextTrack())
                .setTracks(state.tracks().stream().map(Converted::snapshot).toList()).setPlan(plan)
                .setEnded(record.getLast()).build();
    }

    private static TrackSnapshot snapshot(TrackState track) {
        return TrackSnapshot.newBuilder().setTrack(track.track()).setLandmarks(floats(track.landmarks().toArray()))
                .setBox(box(track.box())).setConfidence(track.confidence())
                .setLastSeenMicros(track.lastSeen().micros()).setFramesSinceDetection(track.framesSinceDetection())
                .setMissed(track.missed()).setHits(track.hits())
                .setMotion(doubles(track.motion().x(), track.motion().y(), track.motion().provenSide()))
                .setConfirmed(track.confirmed()).build();
    }

    static TrackerState state(TrackerSnapshot snapshot) {
        return new TrackerState(snapshot.getFramesSeen(), snapshot.getNextTrack(),
                snapshot.getTracks().stream().map(Converted::track).toList());
    }

    private static TrackState track(TrackSnapshot track) {
        float[] xy = new float[2 * Landmarks.COUNT];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = track.getLandmarks().get(i);
        }
        List<Double> motion = track.getMotion();
        return new TrackState(track.getTrack(), Landmarks.of(xy), track.getConfidence(),
                new MediaTime(track.getLastSeenMicros()), track.getFramesSinceDetection(), track.getMissed(),
                track.getHits(), new Motion(motion.get(0), motion.get(1), motion.get(2)));
    }
}
