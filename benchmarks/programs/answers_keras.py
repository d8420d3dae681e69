"""Times keras.Model.predict on one ready digit image, warm; prints milliseconds, one a line."""

import time

import keras
import numpy as np

TIMES = 100
WARM_UP = 10

model = keras.saving.load_model("models/digitpad.keras", compile=False)
images = np.load("tests/data/mnist_sample.npz")["images"].astype("float32") / 255
for turn in range(TIMES + WARM_UP):
    image = images[turn].reshape(1, *model.input_shape[1:])
    start = time.perf_counter()
    model.predict(image, verbose=0)
    if turn >= WARM_UP:
        print((time.perf_counter() - start) * 1000)
