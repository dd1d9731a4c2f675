"""Use cases that cross rooms: the mixed sitting and what it sets in motion."""
