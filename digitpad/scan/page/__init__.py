"""A picture of many digits to rows of parts."""
