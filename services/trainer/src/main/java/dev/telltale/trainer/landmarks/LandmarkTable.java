package dev.telltale.trainer.landmarks;

import dev.telltale.vision.Landmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads landmarks68.csv: file, width, height, x0, y0 ... x67, y67, one picture a line. */
final class LandmarkTable {
    private static final int FIRST_COORDINATE = 3;
    /** The same person may occur in neighbouring numbers of sets without names. */
    private static final int BLOCK = 24;

    private LandmarkTable() {}

    /** All faces, sorted by file. */
    static List<AnnotatedFace> read(Path csv) throws IOException {
        Path table = csv.toAbsolutePath().normalize();
        List<String> lines = new ArrayList<>(Files.readAllLines(csv));
        if (lines.isEmpty() || !lines.removeFirst().startsWith("file,width,height,x0,y0,")) {
            throw new IOException(csv + ": the first line must begin with file,width,height,x0,y0");
        }
        lines.sort(Comparator.naturalOrder());
        Map<String, Integer> seen = new HashMap<>();
        List<AnnotatedFace> faces = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            if (cells.length != FIRST_COORDINATE + 2 * Landmarks.COUNT) {
                throw new IOException(csv + ": " + cells[0] + " has " + cells.length + " columns");
            }
            Path file = table.resolveSibling(cells[0]).normalize();
            String source = String.valueOf(file.getName(file.getNameCount() - 2));
            int number = seen.merge(source, 1, Integer::sum) - 1;
            faces.add(new AnnotatedFace(file, source, group(source, file, number), landmarks(cells)));
        }
        return faces;
    }

    /** YouTube Faces name the person (ytf_First_Last_07.jpg); elsewhere blocks of neighbours stay together. */
    private static String group(String source, Path file, int number) {
        String name = String.valueOf(file.getFileName());
        return source.equals("ytf") ? name.substring(0, name.lastIndexOf('_')) : source + ":" + number / BLOCK;
    }

    private static Landmarks landmarks(String[] cells) {
        float[] xy = new float[2 * Landmarks.COUNT];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = Float.parseFloat(cells[FIRST_COORDINATE + i]);
        }
        return Landmarks.of(xy);
    }
}
