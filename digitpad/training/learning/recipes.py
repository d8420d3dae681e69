"""The recipes: each of the well-known tutorials' systems by name, and digitpad's own.

Nothing here imports Keras: a recipe names its network's builder in ``networks`` and is read by listings too.
"""

import difflib
from dataclasses import dataclass, field
from pathlib import Path

from digitpad import texts
from digitpad.errors import UserError
from digitpad.training.learning.settings import Settings
from digitpad.training.pictures.mix import Mix

# What ``make recipes`` recorded of each.
RECORD = Path(__file__).with_name("recipes.json")


@dataclass(frozen=True)
class Recipe:
    """One system to train.

    Attributes:
        name: what ``--recipe`` takes.
        source: where the system is described.
        summary: architecture and training in one line.
        network: the function in ``digitpad.training.learning.networks`` that builds it.
        parameters: of the network.
        settings: what its source states; each can be overridden by a flag.
        stated: the test accuracy that the source states, 0..1, or None.
        loss: Keras' name of the loss, or "logits" for cross-entropy on raw logits.
        trainer: "epochs", "digitpad" (fresh material every epoch, validation, averaging), "strokes" (the same, with
            pen strokes alone) or "lbfgs".
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
    358_651,
    # 40 epochs of 105,000 pictures; 72 read no better. 2e-3 is twice AdamW's usual rate: the schedule is well under it
    # most of the time.
    Settings(epochs=40, batch=128, optimizer="adamw", learning_rate=2e-3, weight_decay=0.05),
    loss="logits",
    trainer="digitpad",
)

STROKES = Recipe(
    "digitpad-strokes",
    "digitpad",
    "5 convolutions with batch normalisation on ink and eight planes of direction; pen strokes drawn anew every epoch, "
    "letters and doodles as “no digit”; AdamW with a cosine schedule, averaged weights",
    "strokes_net",
    223_243,
    Settings(
        epochs=30,
        batch=128,
        optimizer="adamw",
        learning_rate=2e-3,
        weight_decay=0.05,
        # Without MNIST an epoch has 32,000 digits; as large a share of it as in digitpad's is no digit.
        mix=Mix(letters=6_000, doodles=4_000, several=2_000),
    ),
    loss="logits",
    trainer="strokes",
)

TEACHER = Recipe(
    "digitpad-teacher",
    "digitpad",
    "7 convolutions with batch normalisation, a million parameters, to teach the recipe digitpad; its material; large "
    "batches, a moving average of the weights",
    "teacher_net",
    980_603,
    Settings(epochs=90, batch=1_024, optimizer="adamw", learning_rate=3e-3, weight_decay=0.05, ema=0.999),
    loss="logits",
    trainer="digitpad",
)

KERAS_EXAMPLE = "a Keras MNIST tutorial, after the classic Keras example"
MASTERY = "Machine Learning Mastery, handwritten digit recognition with Keras"

TUTORIALS = (
    Recipe(
        "mlp-512x2",
        "Analytics Vidhya, MNIST handwritten digit recognition using neural network",
        "512 ReLU, 512 ReLU, softmax; Adam",
        "mlp_512x2",
        669_706,
        # The source states neither epochs nor batch: the ones of the next recipe, which has the same layers.
        Settings(epochs=4),
    ),
    Recipe(
        "mlp-512x2-dropout",
        f"{KERAS_EXAMPLE}, first part",
        "512 ReLU, dropout 0.2, 512 ReLU, dropout 0.2, softmax; Adam",
        "mlp_512x2_dropout",
        669_706,
        Settings(epochs=4),
        stated=0.9746,
    ),
    Recipe(
        "cnn-adadelta",
        f"{KERAS_EXAMPLE}, second part",
        "convolutions 32 and 64, pooling, dropout 0.25, 128 ReLU, dropout 0.5, softmax; Adadelta",
        "classic_cnn",
        1_199_882,
        # Keras 2's default rate, which the tutorial uses without a word; Keras 3's is 0.001 and learns little.
        Settings(epochs=12, optimizer="adadelta", learning_rate=1.0),
        stated=0.9919,
    ),
    Recipe(
        "cnn-adam",
        "an introduction to MNIST recognition with Keras",
        "the same network; Adam",
        "classic_cnn",
        1_199_882,
        Settings(epochs=15),
        stated=0.9921,
    ),
    Recipe(
        "mlp-784",
        f"{MASTERY}, baseline",
        "784 ReLU, softmax, normal initialisation; Adam",
        "mlp_784",
        623_290,
        Settings(epochs=10, batch=200),
        stated=0.9809,
    ),
    Recipe(
        "cnn-simple",
        f"{MASTERY}, simple CNN",
        "convolution 32 (5 × 5), pooling, dropout 0.2, 128 ReLU, softmax; Adam",
        "simple_cnn",
        592_074,
        Settings(epochs=10, batch=200),
        stated=0.9897,
    ),
    Recipe(
        "cnn-larger",
        f"{MASTERY}, larger CNN",
        "convolutions 30 (5 × 5) and 15, each with pooling, dropout 0.2, 128 ReLU, 50 ReLU, softmax; Adam",
        "larger_cnn",
        59_933,
        Settings(epochs=10, batch=200),
        stated=0.9918,
    ),
    Recipe(
        "nn-100-lbfgs",
        "GeeksforGeeks, handwritten digit recognition using neural network",
        "100 sigmoid, 10 sigmoid; cross-entropy with an L2 penalty, all images at once, L-BFGS-B, 100 iterations",
        "sigmoid_100",
        79_510,
        # Its code iterates 100 times (its text says 70); one iteration goes through all images, hence "epochs".
        Settings(epochs=100, batch=60_000, optimizer="l-bfgs-b"),
        stated=0.9732,
        loss="binary_crossentropy",
        trainer="lbfgs",
    ),
)

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (OURS, STROKES, TEACHER, *TUTORIALS)}


def find_recipe(name: str) -> Recipe:
    """Return the recipe of this name.

    Raises:
        UserError: for an unknown one, with the nearest name.
    """
    if name not in RECIPES:
        nearest = texts.nearest(difflib.get_close_matches(name, RECIPES, 1)) or "."
        raise UserError(texts.UNKNOWN_RECIPE.format(name=name, known=", ".join(RECIPES), nearest=nearest))
    return RECIPES[name]
