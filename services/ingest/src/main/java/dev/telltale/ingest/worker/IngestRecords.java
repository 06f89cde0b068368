package dev.telltale.ingest.worker;

import dev.telltale.ingest.window.CutWindow.Filled;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkAuthor;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.WindowMark;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.WindowGrid;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Writes windows down as Avro records. */
final class IngestRecords {
    private IngestRecords() {}

    static FrameWindow frames(StreamTask task, String epoch, Filled window, CodedVideo video, WindowGrid grid,
            Instant start) {
        return FrameWindow.newBuilder().setStream(task.stream()).setEpoch(epoch).setWindow(window.window())
                .setWindowMillis(task.spec().getWindowMillis()).setOriginPts(grid.origin()).setCaptureStart(start)
                .setCodec(video.codec()).setExtradata(video.extradata()).setTimeBaseNum(video.timeBase().num())
                .setTimeBaseDen(video.timeBase().den()).setWidth(video.width()).setHeight(video.height())
                .setRotation(video.rotation()).setSampleAspectNum(video.sampleAspect().num())
                .setSampleAspectDen(video.sampleAspect().den()).setColourPrimaries(video.colours().primaries())
                .setColourTransfer(video.colours().transfer()).setColourMatrix(video.colours().matrix())
                .setColourRange(video.colours().range()).setReorderDelay(video.reorderDelay())
                .setKeyframeWindow(window.keyframeWindow()).setDrain(window.drain()).setLast(window.last())
                .setKeepAll(task.flatOut())
                .setPackets(window.packets().stream().map(packet -> new Packet(packet.pts(), packet.dts(),
                        packet.duration(), packet.key(), packet.data())).toList())
                .build();
    }

    /** The end of an epoch, told with the number after its last window. */
    static WindowMark end(StreamTask task, String epoch, long window, Instant start, boolean endsStream) {
        return WindowMark.newBuilder(mark(task, epoch, window, start, MarkReason.EPOCH_END, null)).setSeconds(0)
                .setEndsStream(endsStream).build();
    }

    static WindowMark mark(StreamTask task, String epoch, long window, Instant start, MarkReason reason,
            @Nullable String detail) {
        return WindowMark.newBuilder().setStream(task.stream()).setEpoch(epoch).setWindow(window)
                .setWindowMillis(task.spec().getWindowMillis()).setCaptureStart(start).setAuthor(MarkAuthor.INGEST)
                .setReason(reason).setDetail(detail).setSeconds(task.spec().getWindowMillis() / 1000f)
                .setKeepAll(task.flatOut()).build();
    }
}
