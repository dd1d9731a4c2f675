"""A profile with 90 days of believable history, for pictures, measurements and curious people."""
