"""Ink to answers: the recogniser, what it says, and how several digits are told apart."""
