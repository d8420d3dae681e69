"""Many files: found in folders, read on all cores, and their results kept as they come."""
