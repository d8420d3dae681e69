"""Trains the tutorials' recipes one after the other and records what came out: ``make recipes``.

The table goes to docs/recipes.md, and to recipes.json beside this file, from which ``digitpad recipes`` reads it.
Recipes that are recorded already are left as they are; delete their entry to train them again.
"""

import json
import sys
from pathlib import Path
from typing import Any

from digitpad.training.commands import start_keras
from digitpad.training.learning.recipes import RECORD, TUTORIALS, Recipe
from digitpad.training.learning.run_folder import write_json

TABLE = Path(__file__).parents[3] / "docs" / "recipes.md"
# Reproduced means: no more than this under the stated accuracy.
MARGIN = 0.003
HEADING = """# The tutorials' recipes, reproduced

Made by `make recipes` with the settings that each recipe names, one run each; MNIST's 10,000 test digits were read
once, after the last epoch. Times are of two processor cores that had other work too. Reproduced
means: at most 0.3 points below what the source states.

| recipe | parameters | stated | test accuracy | error | loss | train accuracy | seed | minutes | reproduced |
|---|---|---|---|---|---|---|---|---|---|
"""


def main() -> int:
    """Train what is not recorded yet, and write the table."""
    record: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    start_keras()
    from digitpad.training.learning.train import train

    for recipe in TUTORIALS:
        if recipe.name not in record:
            print(recipe.name, file=sys.stderr)
            out = Path("runs") / f"{recipe.name}.keras"
            record[recipe.name] = entry(train(recipe, recipe.settings, None, out, resume=False))
            write_json(RECORD, record)
    TABLE.parent.mkdir(exist_ok=True)
    versions = next(iter(record.values()))["versions"]
    footer = "\nMade with " + ", ".join(f"{name} {version}" for name, version in versions.items()) + ".\n"
    TABLE.write_text(HEADING + "".join(row(recipe, record[recipe.name]) for recipe in TUTORIALS) + footer, "utf-8")
    return 0 if all(reproduced(recipe, record[recipe.name]) for recipe in TUTORIALS) else 1


def entry(facts: dict[str, Any]) -> dict[str, Any]:
    """Return what is recorded of a model's facts."""
    return {
        "test_accuracy": facts["mnist_test"]["accuracy"],
        "test_error": facts["mnist_test"]["error"],
        "test_loss": facts["mnist_test"]["loss"],
        "train_accuracy": facts["mnist_train"]["accuracy"],
        "seed": facts["settings"]["seed"],
        "seconds": facts["seconds"],
        "parameters": facts["parameters"],
        "versions": facts["versions"],
        "backend": facts["backend"],
    }


def reproduced(recipe: Recipe, found: dict[str, Any]) -> bool:
    """Tell whether a recipe came as near to its source's accuracy as it should."""
    return recipe.stated is None or found["test_accuracy"] >= recipe.stated - MARGIN


def row(recipe: Recipe, found: dict[str, Any]) -> str:
    """Return a recipe's line of the table."""
    stated = "none" if recipe.stated is None else f"{recipe.stated:.2%}"
    cells = [
        f"`{recipe.name}`",
        f"{found['parameters']:,}",
        stated,
        f"{found['test_accuracy']:.2%}",
        f"{found['test_error']:.2%}",
        f"{found['test_loss']:.4f}",
        f"{found['train_accuracy']:.2%}",
        str(found["seed"]),
        f"{found['seconds'] / 60:.1f}",
        "yes" if reproduced(recipe, found) else "no",
    ]
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.exit(main())
