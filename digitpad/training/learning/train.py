"""One training from a recipe's name to a model file with its facts."""

import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from digitpad import texts
from digitpad.bundled import models_folder
from digitpad.errors import UserError
from digitpad.reading.engines import load_engine
from digitpad.reading.networks import BUNDLED_MODEL
from digitpad.reading.recognizer import Recognizer
from digitpad.training.data.mnist import Mnist, load_mnist
from digitpad.training.data.own import OwnDigits, load_examples
from digitpad.training.data.sources import sha256_of
from digitpad.training.data.splits import digits_of, group_of, mnist_validation
from digitpad.training.data.stroke_data import load_strokes
from digitpad.training.data.strokes import StrokeSet
from digitpad.training.learning.averaging import network_input
from digitpad.training.learning.calibration import Scored, calibrated, no_digit_shift
from digitpad.training.learning.distilling import Taught, Teachers
from digitpad.training.learning.fit import Interrupted, fit, save_plain
from digitpad.training.learning.joining import join
from digitpad.training.learning.lbfgs import fit_lbfgs
from digitpad.training.learning.provenance import provenance
from digitpad.training.learning.recipes import Recipe
from digitpad.training.learning.run_folder import RunFolder, write_json
from digitpad.training.learning.settings import Settings
from digitpad.training.measuring.evaluation import evaluate
from digitpad.training.measuring.plots import plot_curves
from digitpad.training.pictures.ahead import Pooled, Source
from digitpad.training.pictures.material import NO_DIGIT, AllOfMnist, Material, StrokeMaterial, plain_digits


def train(
    recipe: Recipe,
    settings: Settings,
    data: Path | None,
    out: Path,
    resume: bool,
    examples: Sequence[Path] = (),
) -> dict[str, Any]:
    """Train a recipe and write the model file, its facts, and the run's folder beside it.

    Args:
        recipe: what to train.
        settings: how; the recipe's own unless changed by flags.
        data: the folder of the data sets; None for ``DIGITPAD_DATA``, the cache or the publishers.
        out: the .keras file to make.
        resume: whether to go on from the run's newest checkpoint.
        examples: labelled sets to learn from as well; digitpad's recipe only.

    Returns:
        The facts, as they stand in the .json file.

    Raises:
        UserError: one sentence for whatever keeps the training from going on; after Ctrl+C it says where the best
            model is.
    """
    if out.suffix != ".keras":
        raise UserError(texts.about_file(out, texts.OUT_IS_KERAS))
    if examples and recipe.trainer != "digitpad":
        raise UserError(texts.EXAMPLES_OF_OURS)
    given = load_examples(examples, lambda sentence: print(sentence, file=sys.stderr))
    if settings.teacher and recipe.trainer != "digitpad":
        raise UserError(texts.TEACHES_OURS.format(recipe=recipe.name))
    teachers = Teachers(settings.teacher) if settings.teacher else None
    run = RunFolder(out)
    if resume:
        run.resume(noted(recipe, settings))
    if recipe.trainer == "strokes":
        return _train_strokes(recipe, settings, load_strokes(data), run, resume)
    mnist = load_mnist(data)
    strokes = load_strokes(data) if recipe.trainer == "digitpad" else None
    origin = origin_of(recipe, mnist, strokes, given if examples else None)
    if not resume:
        run.start(noted(recipe, settings), origin)
    closing_from = math.inf
    source: Source = AllOfMnist(mnist, settings.seed, settings.mix.limit)
    if recipe.trainer == "digitpad":
        source = Material(mnist, strokes, settings.mix, settings.seed, settings.epochs, given)
        closing_from = source.closing_from
    pooled = Pooled(source, settings.pool or settings.epochs, closing_from)
    taught = None
    if teachers:
        material = origin["data_sha256"] | {"mix": asdict(settings.mix), "seed": settings.seed, "closing": closing_from}
        taught = Taught(teachers, run.path.parent / "answers", material, pooled.place)
    model = _trained(recipe, settings, pooled, run, taught)
    plot_curves(run.path / "history.csv", run.path / "curves.png")
    calibration = calibrate(model, mnist, strokes)
    save_plain(model, out)
    document = _document(model, out, recipe, settings, run) | calibration | run.facts
    write_json(out.with_suffix(".json"), document)
    # The test set is read here, once, when everything has been chosen; and as a user's pictures are, through the API.
    recognizer = Recognizer(out)
    seen = slice(settings.mix.limit or None)
    document["mnist_train"] = _measured(recognizer, mnist.train_images[seen], mnist.train_labels[seen])
    document["mnist_test"] = _measured(recognizer, mnist.test_images, mnist.test_labels)
    write_json(out.with_suffix(".json"), document)
    return document


def _train_strokes(
    recipe: Recipe, settings: Settings, strokes: StrokeSet, run: RunFolder, resume: bool
) -> dict[str, Any]:
    """Train the network of drawings, and join it with the picture network that ships."""
    origin = origin_of(recipe, None, strokes)
    if not resume:
        run.start(noted(recipe, settings), origin)
    material = StrokeMaterial(strokes, settings.mix, settings.seed, settings.epochs)
    model = _trained(recipe, settings, Pooled(material, settings.pool or settings.epochs, material.closing_from), run)
    plot_curves(run.path / "history.csv", run.path / "curves.png")
    beside = models_folder() / BUNDLED_MODEL
    facts = join(model, load_engine(beside), strokes)
    save_plain(model, run.out)
    document = _document(model, run.out, recipe, settings, run) | facts | run.facts | {"beside": sha256_of(beside)}
    write_json(run.out.with_suffix(".json"), document)
    return document


def noted(recipe: Recipe, settings: Settings) -> dict[str, Any]:
    """Return what a run notes of its settings, and must find again when it is resumed."""
    flat = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(settings).items()}
    return {"recipe": recipe.name} | {name: flat[name] for name in flat if name != "mix"} | asdict(settings.mix)


def origin_of(
    recipe: Recipe, mnist: Mnist | None, strokes: StrokeSet | None, given: OwnDigits | None = None
) -> dict[str, Any]:
    """Return versions, code, and the digests of the data that a recipe learns from."""
    sources: dict[str, Any] = {"mnist": mnist, "strokes": strokes, "examples": given}
    if recipe.trainer == "strokes":
        sources.pop("mnist")
    return provenance({name: vars(data).values() for name, data in sources.items() if data is not None})


def _document(model: keras.Model, out: Path, recipe: Recipe, settings: Settings, run: RunFolder) -> dict[str, Any]:
    return {
        "format": "digitpad-model",
        "version": 1,
        "sha256": {out.name: sha256_of(out)},
        "parameters": int(model.count_params()),
        "recipe": recipe.name,
        "settings": noted(recipe, settings),
        "epochs": len(run.history),
        "seconds": round(sum(row["seconds"] or 0 for row in run.history)),
    }


def _measured(recognizer: Recognizer, images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> dict[str, float]:
    report = evaluate(recognizer, images, labels)
    return {"accuracy": report.accuracy, "error": report.error, "loss": report.loss}


def _trained(
    recipe: Recipe, settings: Settings, source: Source, run: RunFolder, taught: Taught | None = None
) -> keras.Model:
    try:
        if recipe.trainer == "lbfgs":
            return fit_lbfgs(settings, source, run)
        return fit(recipe, settings, source, run, taught)
    except Interrupted:
        words = texts.INTERRUPTED.format(path=run.best) if run.best.exists() else texts.INTERRUPTED_AT_ONCE
        print(words, file=sys.stderr)
        raise KeyboardInterrupt from None


def calibrate(model: keras.Model, mnist: Mnist, strokes: StrokeSet | None) -> dict[str, Any]:
    """Return output kind, temperature and thresholds, and shift the model's logit of "no digit" to fit them.

    A tutorial's model is left as it is and keeps the stated defaults.
    """
    if strokes is None:
        output = "sigmoid" if model.layers[-1].activation is keras.activations.sigmoid else "softmax"
        return {"output": output}
    images, labels = mnist_validation(mnist)
    validation = digits_of(strokes, "validation")
    drawn, drawn_labels = plain_digits(validation)
    scores = model.predict(network_input(np.concatenate([images, drawn])), 1_000, verbose=0)
    groups = np.concatenate([np.full(len(labels), "mnist"), group_of(validation.writers)])
    digits = Scored(scores, np.concatenate([labels, drawn_labels]).astype(np.int64), groups)
    shift = no_digit_shift(digits)
    scores[:, NO_DIGIT] -= shift
    weights, biases = model.layers[-1].get_weights()
    biases[NO_DIGIT] -= shift
    model.layers[-1].set_weights([weights, biases])
    facts = calibrated(digits, "logits")
    return {
        "output": facts.output,
        "temperature": facts.temperature,
        "thresholds": {"sure": facts.sure, "digit": facts.digit},
        "no_digit_shift": round(shift, 4),
    }
