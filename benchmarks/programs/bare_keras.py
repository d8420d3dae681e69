"""What one would write without digitpad: import Keras, load the model, predict one ready digit image.

Says the answer, then how much memory it has, in MB.
"""

import keras
import numpy as np

model = keras.saving.load_model("models/digitpad.keras")
image = np.load("tests/data/mnist_sample.npz")["images"][0].astype("float32") / 255
scores = model.predict(image.reshape(1, *model.input_shape[1:]), verbose=0)
print(int(scores.argmax()), flush=True)

from benchmarks.memory_of_this import resident_megabytes  # noqa: E402 - no part of what is measured

print(resident_megabytes(), flush=True)
