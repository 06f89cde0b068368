package dev.telltale.trainer.blend;

import dev.telltale.schemas.Truth;
import dev.telltale.schemas.TruthLabel;

/**
 * Where a face comes from.
 *
 * @param forged whether it is
 * @param generator what made it; empty for genuine faces
 * @param identity the person, as far as the set knows
 * @param dataset kind, or kind:source
 * @param file in the data set
 * @param licence as the source states it
 */
record Provenance(boolean forged, String generator, String identity, String dataset, String file, String licence) {
    static Provenance of(Truth truth) {
        return new Provenance(truth.getLabel() == TruthLabel.FAKE, truth.getGenerator(), truth.getIdentity(),
                truth.getDataset(), truth.getFile(), truth.getLicence());
    }

    /** What kind of data set: stills, wild, ... */
    String kind() {
        int colon = dataset.indexOf(':');
        return colon < 0 ? dataset : dataset.substring(0, colon);
    }

    /** The page that the clip comes from; empty for stills. */
    String source() {
        int colon = dataset.indexOf(':');
        return colon < 0 ? "" : dataset.substring(colon + 1);
    }

    /** The generator without what stands in brackets behind it. */
    String method() {
        int bracket = generator.indexOf(" (");
        return bracket < 0 ? generator : generator.substring(0, bracket);
    }
}
