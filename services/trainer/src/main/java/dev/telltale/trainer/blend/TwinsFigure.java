package dev.telltale.trainer.blend;

import dev.telltale.detectors.inference.CropTranslator;
import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.Predictor;
import dev.telltale.trainer.evaluation.Auc;
import dev.telltale.trainer.evaluation.Bootstrap;
import dev.telltale.trainer.evaluation.Interval;

import java.util.List;

/** How well synthesised forgeries of held-out persons are told from their genuine twins. */
final class TwinsFigure {
    private record Scored(HeldOutCrop crop, double logit) {}

    private TwinsFigure() {}

    static Interval of(Model model, List<HeldOutCrop> crops) {
        CropTranslator translator = new CropTranslator(model.manifest().input());
        try (Predictor predictor = model.newPredictor()) {
            List<Scored> scored = crops.stream().filter(HeldOutCrop::synthesised).map(crop -> new Scored(crop,
                    predictor.predict(translator, List.of(crop.rgb())).getFirst().of("logit", 0, 0))).toList();
            return Bootstrap.of(scored, one -> one.crop.group(),
                    some -> Auc.of(some, Scored::logit, one -> one.crop.forged()));
        }
    }
}
