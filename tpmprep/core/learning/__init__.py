"""Learning paths, steps, progress, hours and evidence."""
