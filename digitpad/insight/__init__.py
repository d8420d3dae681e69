"""A picture of a network at work: where its parts lie, what they look like, and the picture as a file."""
