"""Longer measurements that are run by hand: the model card, ablations, the tutorials' recipes, fitted constants."""
