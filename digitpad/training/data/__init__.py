"""The data sets: where they come from, how they are read, and who is trained on."""
