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
        ema: the decay of a moving average of the weights, step by step, which is what is kept (Polyak, Juditsky,
            "Acceleration of stochastic approximation by averaging", SIAM J. Control Optim. 30(4), 1992); 0 for none.
        pool: so many different epochs are drawn, and shown again and again; 0 to draw each anew.
        makers: processes that draw the next epochs meanwhile: as many as keep up with the one that learns.
        teacher: .keras files of networks whose answers are learned; digitpad's recipe only.
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
    ema: float = 0.0
    pool: int = 0
    makers: int = 1
    teacher: tuple[str, ...] = ()
    mix: Mix = field(default_factory=Mix)
