package dev.telltale.trainer.blend;

import dev.telltale.detectors.networks.BlendLiteNet;

import ai.onnx.proto.OnnxMl.ModelProto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a run learns from, and where it starts. */
record BlendData(PersonSplit split, BlendBatches batches, List<HeldOutCrop> heldOut) {
    private static final Logger log = LoggerFactory.getLogger(BlendData.class);
    /** Crops whose statistics the normalisations get. */
    private static final int FIT_CROPS = 96;

    static BlendData of(List<LabelledFace> faces, BlendRecipe recipe) {
        PersonSplit split = PersonSplit.of(faces, recipe.testKind(), recipe.heldOutShare(), recipe.loop().seed());
        BlendBatches batches = new BlendBatches(recipe, split.training());
        log.info("faces read training={} heldOut={} kindred={} test={} groups={}", split.training().size(),
                split.heldOut().size(), split.kindred().size(), split.test().size(),
                Arrays.toString(batches.groups()));
        return new BlendData(split, batches, HeldOutCrop.of(split.heldOut(), recipe));
    }

    /** The network before its first step: the trunk from published weights, normalisations fitted to held-out crops. */
    ModelProto start(BlendRecipe recipe, Path trunkWeights) throws IOException {
        ModelProto network = TrunkWeights.into(BlendLiteNet.build(recipe.loop().seed()), trunkWeights);
        int count = Math.min(FIT_CROPS, heldOut.size());
        float[] images = new float[count * 3 * BlendLiteNet.SIZE * BlendLiteNet.SIZE];
        for (int i = 0; i < count; i++) {
            heldOut.get(i * heldOut.size() / count).planes(images, i * (images.length / count));
        }
        return NormalisationFit.fit(network, "image", images, BlendLiteNet.SIZE);
    }
}
