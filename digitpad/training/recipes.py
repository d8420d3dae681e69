"""The recipes: each of the well-known tutorials' systems by name, and digitpad's own.

Nothing here imports Keras: a recipe names its network's builder in ``networks`` and is read by listings too.
"""

import difflib
from dataclasses import dataclass, field

from digitpad import texts
from digitpad.errors import UserError
from digitpad.training.settings import Settings


@dataclass(frozen=True)
class Recipe:
    """One system to train.

    Attributes:
        name: what ``--recipe`` takes.
        source: where the system is described.
        summary: architecture and training in one line.
        network: the function in ``digitpad.training.networks`` that builds it.
        parameters: of the network.
        settings: what its source states; each can be overridden by a flag.
        stated: the test accuracy that the source states, 0..1, or None.
        loss: Keras' name of the loss, or "logits" for cross-entropy on raw logits.
        trainer: "epochs", "digitpad" (fresh material every epoch, validation, averaging) or "lbfgs".
    """

    name: str
    source: str
    summary: str
    network: str
    parameters: int
    settings: Settings = field(default_factory=Settings)
    stated: float | None = None
    loss: str = "sparse_categorical_crossentropy"
    trainer: str = "epochs"


OURS = Recipe(
    "digitpad",
    "digitpad",
    "6 convolutions with batch normalisation; MNIST and pen strokes drawn anew every epoch, letters and doodles "
    "as “no digit”; AdamW with a cosine schedule, averaged weights",
    "digitpad_net",
    189_347,
    # 60 epochs of 120,000 pictures; 2e-3 is the largest rate at which AdamW's first epochs were steady.
    Settings(epochs=60, batch=128, optimizer="adamw", learning_rate=2e-3, weight_decay=0.05),
    loss="logits",
    trainer="digitpad",
)

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (OURS,)}


def find_recipe(name: str) -> Recipe:
    """Return the recipe of this name.

    Raises:
        UserError: for an unknown one, with the nearest name.
    """
    if name not in RECIPES:
        nearest = texts.nearest(difflib.get_close_matches(name, RECIPES, 1))
        raise UserError(texts.UNKNOWN_RECIPE.format(name=name, known=", ".join(RECIPES)) + nearest)
    return RECIPES[name]
