"""What hypothesis draws: strokes and drawings as people and careless programs make them."""

from hypothesis import strategies as st

coordinates = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))
points = st.tuples(coordinates, coordinates)
strokes = st.lists(st.lists(points, min_size=1, max_size=12), min_size=1, max_size=5)
# On a pad: strokes that are not all in one spot, so that they have a size to be normalised by.
pad_points = st.tuples(st.integers(0, 400), st.integers(0, 400))
pad_strokes = st.lists(st.lists(pad_points, min_size=2, max_size=12), min_size=1, max_size=4).filter(
    lambda drawn: (
        max(max(x for x, _ in s) for s in drawn) - min(min(x for x, _ in s) for s in drawn) >= 40
        or max(max(y for _, y in s) for s in drawn) - min(min(y for _, y in s) for s in drawn) >= 40
    )
)
sizes = st.floats(1, 1e5, allow_nan=False)
