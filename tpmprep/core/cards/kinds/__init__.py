"""The kinds of notes, one file each."""
