"""A picture of one digit to its ink."""
