"""How good a model is, as numbers, tables and plots."""
