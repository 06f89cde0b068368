package dev.telltale.ingest.source.device;

import dev.telltale.ingest.source.Parameters;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.vision.media.DeviceInput;
import dev.telltale.vision.media.DeviceTerms;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.PacketSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A camera of this machine: {@code v4l2:///dev/video0?size=1280x720&rate=30}. Its stream wants a placement label. */
public final class DeviceSource implements StreamSource {
    private static final Pattern DEVICE = Pattern.compile("/dev/video\\d{1,3}");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");
    private static final String SIZE_KEY = "size";
    private static final String RATE_KEY = "rate";
    /** What Linux' st_mode says of the kind of a file, and of a character device. */
    private static final int KIND = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    private final Path device;
    private final DeviceTerms terms;

    /** The camera that the address names. */
    public DeviceSource(URI uri) throws RefusedSourceException {
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (uri.getAuthority() != null || !DEVICE.matcher(path).matches()) {
            throw new RefusedSourceException("a camera of this machine is written v4l2:///dev/video0");
        }
        this.device = Path.of(path);
        String query = uri.getRawQuery();
        this.terms = terms(Parameters.of("v4l2://" + path, query == null ? "" : query, List.of(SIZE_KEY, RATE_KEY)));
    }

    private static DeviceTerms terms(Parameters parameters) throws RefusedSourceException {
        OptionalInt width = OptionalInt.empty();
        OptionalInt height = OptionalInt.empty();
        if (parameters.text(SIZE_KEY).isPresent()) {
            Matcher size = SIZE.matcher(parameters.text(SIZE_KEY).get());
            if (!size.matches()) {
                throw new RefusedSourceException("size must be WIDTHxHEIGHT, 1280x720 for example");
            }
            width = OptionalInt.of(Integer.parseInt(size.group(1)));
            height = OptionalInt.of(Integer.parseInt(size.group(2)));
        }
        try {
            return new DeviceTerms(width, height, parameters.number(RATE_KEY));
        } catch (IllegalArgumentException e) {
            throw new RefusedSourceException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public String waitingFor() {
        return "opening " + device;
    }

    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        if (!isDevice()) {
            throw new MediaInputException(Fault.MISSING, device.toString(),
                    "is no camera of this machine: is it plugged in, and is this the machine?");
        }
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            throw new MediaInputException(Fault.UNREACHABLE, device.toString(),
                    "may not be opened by this user: the group 'video' may, usually");
        }
        return DeviceInput.open(device, terms, InputLimits.LIVE, deadline);
    }

    private boolean isDevice() {
        try {
            return Files.getAttribute(device, "unix:mode") instanceof Integer mode
                    && (mode & KIND) == CHARACTER_DEVICE;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
