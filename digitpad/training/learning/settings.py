"""Every setting of a training, each of them a flag of ``digitpad train``."""

from dataclasses import dataclass, field

from digitpad.training.pictures.mix import Mix


@dataclass(frozen=True)
class Settings:
    """The settings of one training.

    Attributes:
        epochs: how often the material is gone through.
        batch: pictures in one step.
        optimizer: "adam", "adamw" or "adadelta".
        learning_rate: at its highest.
        weight_decay: of AdamW, decoupled (Loshchilov, Hutter, "Decoupled weight decay regularization", ICLR 2019).
        start_from: a .keras file of the same network whose weights to start from; "" to start from chance.
        precision: "float32" or "mixed_bfloat16", of the activations in training; the model file is float32 anyway.
        seed: of all chance: weights, order, augmentation.
        averaged: the share of the epochs, at the end, over which weights are averaged (Izmailov et al., "Averaging
            weights leads to wider optima and better generalization", UAI 2018); digitpad's recipe only.
        mix: what an epoch is made of; digitpad's recipe only, except its limit.
    """

    epochs: int = 10
    batch: int = 128
    optimizer: str = field(default="adam", metadata={"choices": ("adam", "adamw", "adadelta")})
    learning_rate: float = 1e-3
    weight_decay: float = 0.0
    start_from: str = ""
    precision: str = field(default="float32", metadata={"choices": ("float32", "mixed_bfloat16")})
    seed: int = 1
    averaged: float = 0.3
    mix: Mix = field(default_factory=Mix)
