"""From a recipe's name to a model file."""
