"""Times digitpad's whole way from strokes to probabilities, warm; prints milliseconds, one a line."""

import time

from digitpad import Recognizer
from digitpad.commands.self_test import known_drawings

TIMES = 1000
WARM_UP = 50

drawings = known_drawings()
recognizer = Recognizer()
for turn in range(TIMES + WARM_UP):
    drawing = drawings[turn % len(drawings)]
    start = time.perf_counter()
    recognizer.predict(drawing)
    if turn >= WARM_UP:
        print((time.perf_counter() - start) * 1000)
