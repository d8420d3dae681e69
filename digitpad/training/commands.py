"""The training sub-commands: ``train``, ``recipes`` and ``export`` here, ``evaluate`` and ``explore`` beside."""

import argparse
import json
import os
import sys
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

from digitpad import texts
from digitpad.bundled import models_folder
from digitpad.quiet import quiet_standard_error
from digitpad.reading.facts import read_facts
from digitpad.reading.networks import BUNDLED_FACTS
from digitpad.training.commands_data import (
    add_evaluate_arguments,
    add_explore_arguments,
    run_evaluate,
    run_explore,
)
from digitpad.training.learning.recipes import OURS, RECIPES, RECORD, find_recipe
from digitpad.training.learning.settings import Settings
from digitpad.training.pictures.mix import Mix

__all__ = [
    "add_evaluate_arguments",
    "add_explore_arguments",
    "add_export_arguments",
    "add_recipes_arguments",
    "add_train_arguments",
    "run_evaluate",
    "run_explore",
    "run_export",
    "run_recipes",
    "run_train",
]

EXPORT_CHECK_DIGITS = 1_000


def add_train_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: every field of Settings and Mix is a flag."""
    parser.add_argument("--recipe", metavar="NAME", required=True, help=texts.TRAIN_RECIPE_HELP)
    parser.add_argument("--data", metavar="DIR", type=Path, help=texts.DATA_HELP)
    parser.add_argument(
        "--examples", metavar="SET.npz", type=Path, nargs="+", default=[], help=texts.TRAIN_EXAMPLES_HELP
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help=texts.TRAIN_OUT_HELP)
    parser.add_argument("--resume", action="store_true", help=texts.TRAIN_RESUME_HELP)
    for kind, title in ((Settings, texts.TRAIN_SETTINGS), (Mix, texts.TRAIN_OWN_SETTINGS)):
        group = parser.add_argument_group(title)
        for field in fields(kind):
            if field.default is MISSING:  # the mix itself
                continue
            flag, value = f"--{field.name.replace('_', '-')}", field.default
            action: dict[str, Any] = {"type": type(value), "metavar": type(value).__name__.upper()}
            if "choices" in field.metadata:
                action["choices"] = field.metadata["choices"]
            if isinstance(value, tuple):
                action = {"nargs": "+", "metavar": "FILE"}
            if isinstance(value, bool):
                action = {"action": argparse.BooleanOptionalAction}
            group.add_argument(flag, default=None, help=texts.TRAIN_SETTING_HELP[field.name], **action)


def run_train(arguments: argparse.Namespace) -> int:
    """Train a recipe and say how good it became."""
    recipe = find_recipe(arguments.recipe)
    settings = replace(_changed(recipe.settings, arguments), mix=_changed(recipe.settings.mix, arguments))
    out = arguments.out or Path("runs") / f"{recipe.name}.keras"
    start_keras()
    from digitpad.training.learning.train import train

    facts = train(recipe, settings, arguments.data, out, arguments.resume, arguments.examples)
    minutes = facts["seconds"] / 60
    if "mnist_test" in facts:
        print(texts.TRAINED.format(path=out, minutes=minutes, **facts["mnist_test"]))
    else:
        digits, wrong = facts["validation"]["digits"], facts["validation"]["wrong"]
        print(texts.TRAINED_STROKES.format(path=out, minutes=minutes, digits=digits, **wrong))
    return 0


def _changed(settings: Any, arguments: argparse.Namespace) -> Any:
    given = {field.name: getattr(arguments, field.name, None) for field in fields(settings)}
    return replace(settings, **{name: value for name, value in given.items() if value is not None})


def start_keras() -> None:
    """Import Keras without its backend's remarks about the processor."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with quiet_standard_error():
        import keras  # noqa: F401 -- for its side effects


def add_recipes_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--json", action="store_true", help=texts.RECIPES_JSON_HELP)


def run_recipes(arguments: argparse.Namespace) -> int:
    """List the recipes with their sources and accuracies, as stated there and as measured here."""
    measured = _measured()
    rows = [
        {
            "name": recipe.name,
            "source": recipe.source,
            "summary": recipe.summary,
            "parameters": recipe.parameters,
            "stated": recipe.stated,
            "measured": measured.get(recipe.name, {}).get("test_accuracy"),
        }
        for recipe in RECIPES.values()
    ]
    if arguments.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return 0
    for row in rows:
        accuracies = texts.RECIPE_ACCURACIES.format(
            stated=_share(row["stated"], texts.NOT_STATED), measured=_share(row["measured"], texts.NOT_MEASURED)
        )
        print(f"{row['name']}\n  {row['source']}\n  {row['summary']}\n  {row['parameters']:,} parameters; {accuracies}")
    return 0


def _measured() -> dict[str, Any]:
    """Return what ``make recipes`` recorded of each recipe, and ``make card`` of the model that ships."""
    record: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    facts = dict(read_facts(models_folder() / BUNDLED_FACTS).document)
    ours = facts.get("measures", {}).get("digitpad evaluate --data mnist --json", {})
    return {**record, OURS.name: {"test_accuracy": ours.get("accuracy")}}


def _share(value: Any, otherwise: str) -> str:
    return otherwise if value is None else f"{value:.2%}"


def add_export_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", metavar="MODEL.keras", type=Path, help=texts.EXPORT_MODEL_HELP)
    parser.add_argument("--data", metavar="DIR", type=Path, help=texts.DATA_HELP)


def run_export(arguments: argparse.Namespace) -> int:
    """Write the .tflite and the facts file of a .keras model."""
    start_keras()
    from digitpad.training.data.mnist import load_mnist
    from digitpad.training.data.splits import digits_of
    from digitpad.training.data.stroke_data import load_strokes
    from digitpad.training.learning.export import export, takes_planes
    from digitpad.training.pictures.material import plain_planes

    if takes_planes(arguments.model):
        digits = plain_planes(digits_of(load_strokes(arguments.data), "validation").first(EXPORT_CHECK_DIGITS))[0]
    else:
        digits = load_mnist(arguments.data).test_images[:EXPORT_CHECK_DIGITS]
    target = export(arguments.model, digits)
    print(texts.WROTE.format(file=target), file=sys.stderr)
    return 0
