"""Strokes and their ink: drawings, what they look like, and the picture of one digit."""
