package dev.telltale.trainer.landmarks;

import dev.telltale.trainer.evaluation.Bootstrap;
import dev.telltale.trainer.evaluation.Interval;
import dev.telltale.trainer.interpreter.TrainableGraph;

import ai.onnx.proto.OnnxMl.ModelProto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Normalised errors on the test faces, of ours and of a reference on the same squares.
 *
 * @param faces one row a face and network
 */
record LandmarkReport(List<Row> faces) {
    private static final Path REFERENCE = Path.of("models", "pfld_68_112.onnx");
    private static final double REFERENCE_MARGIN = 0.05;
    /** An error above this counts as a failure (300-W). */
    private static final double FAILURE = 0.08;

    /**
     * One measurement.
     *
     * @param error mean point distance over the distance of the outer eye corners
     */
    record Row(String network, AnnotatedFace face, double error) {}

    static LandmarkReport measure(ModelProto model, double margin, Path data, FaceSplit split, FacePictures pictures)
            throws IOException {
        List<TestCrops.Place> places = TestCrops.places(split.test());
        List<Row> rows = new ArrayList<>();
        try (TrainableGraph ours = TrainableGraph.of(model)) {
            add(rows, "landmarks68", PointNetwork.ours(ours, margin), places, pictures);
        }
        Path reference = data.resolve(REFERENCE);
        if (Files.isReadable(reference)) {
            try (TrainableGraph pfld = TrainableGraph.of(ModelProto.parseFrom(Files.readAllBytes(reference)))) {
                String output = pfld.outputNames().getFirst();
                add(rows, "pfld", new PointNetwork(pfld, output, 112, REFERENCE_MARGIN, 0, 255), places, pictures);
            }
        }
        return new LandmarkReport(rows);
    }

    private static void add(List<Row> rows, String name, PointNetwork network, List<TestCrops.Place> places,
            FacePictures pictures) {
        List<Double> errors = network.errors(places, pictures);
        for (int i = 0; i < errors.size(); i++) {
            rows.add(new Row(name, places.get(i).face(), errors.get(i)));
        }
    }

    /** Mean error with its interval, by network and set of pictures ("all" among them). */
    Map<String, Interval> means() {
        Map<String, Interval> means = new LinkedHashMap<>();
        slices().forEach((name, rows) -> means.put(name, Bootstrap.of(rows, row -> row.face().group(),
                some -> some.stream().mapToDouble(Row::error).average().orElse(Double.NaN))));
        return means;
    }

    String summaryCsv() {
        Map<String, List<Row>> slices = slices();
        StringBuilder csv = new StringBuilder("network,set,faces,groups,nme,low95,high95,failures_above_0.08\n");
        means().forEach((name, mean) -> {
            List<Row> rows = slices.getOrDefault(name, List.of());
            csv.append(String.format(Locale.ROOT, "%s,%d,%d,%.5f,%.5f,%.5f,%d%n", name, rows.size(),
                    rows.stream().map(row -> row.face().group()).distinct().count(), mean.value(), mean.low(),
                    mean.high(), rows.stream().filter(row -> row.error() > FAILURE).count()));
        });
        return csv.toString();
    }

    String csv() {
        StringBuilder csv = new StringBuilder("network,file,error\n");
        faces.forEach(row -> csv.append(
                String.format(Locale.ROOT, "%s,%s,%.5f%n", row.network(), row.face().file().getFileName(),
                        row.error())));
        return csv.toString();
    }

    private Map<String, List<Row>> slices() {
        Map<String, List<Row>> slices = new LinkedHashMap<>();
        for (Row row : faces) {
            Stream.of("all", row.face().source()).map(set -> row.network() + "," + set)
                    .forEach(name -> slices.computeIfAbsent(name, key -> new ArrayList<>()).add(row));
        }
        return slices;
    }
}
