"""What networks learn from: pictures, numbers and pages, made anew for each epoch."""
