"""What people's digits really were: labelled sets, corrections, and the drawing that is kept."""
