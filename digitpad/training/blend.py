"""Blends the models of several legs of one training into one: the mean of their weights, calibrated.

Weights that were trained on from one another lie in one valley of the loss, and their mean often reads better than any
of them (Wortsman et al., "Model soups", ICML 2022). ``python -m digitpad.training.blend OUT.keras LEG.keras ...``
"""

import sys
from pathlib import Path

from digitpad import texts
from digitpad.errors import UserError
from digitpad.training.commands import start_keras


def main(arguments: list[str]) -> int:
    """Blend the models and write the result with its facts."""
    out, *legs = map(Path, arguments)
    if out.suffix != ".keras" or not legs:
        print(texts.BLEND_USAGE, file=sys.stderr)
        return 2
    start_keras()
    try:
        blend(out, legs)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def blend(out: Path, legs: list[Path]) -> None:
    """Write the mean of several models of digitpad's own network, with facts of its own.

    Raises:
        UserError: for a leg that can't be read.
    """
    import keras

    from digitpad.training.averaging import Average
    from digitpad.training.data import load_strokes
    from digitpad.training.fit import save_plain
    from digitpad.training.material import Material
    from digitpad.training.mix import Mix
    from digitpad.training.mnist import load_mnist
    from digitpad.training.provenance import provenance
    from digitpad.training.run_folder import write_json
    from digitpad.training.sources import sha256_of
    from digitpad.training.train import calibrate

    average = Average()
    for leg in legs:
        try:
            model = keras.saving.load_model(leg, compile=False)
        except (ValueError, OSError) as error:
            raise UserError(texts.about_file(leg, texts.DAMAGED_MODEL)) from error
        average.add(model)
    mnist, strokes = load_mnist(), load_strokes()
    # The mean of the weights has other batch statistics than the mean of the statistics.
    blended = average.model(model, Material(mnist, strokes, Mix(), seed=1).epoch(0)[0])
    calibration = calibrate(blended, mnist, strokes)
    save_plain(blended, out)
    document = {
        "format": "digitpad-model",
        "version": 1,
        **calibration,
        "sha256": {out.name: sha256_of(out)},
        "parameters": int(blended.count_params()),
        "recipe": "digitpad",
        "legs": {leg.name: sha256_of(leg) for leg in legs},
        **provenance({"mnist": vars(mnist).values(), "strokes": vars(strokes).values()}),
    }
    write_json(out.with_suffix(".json"), document)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
