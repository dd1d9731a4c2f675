"""The kinds of quiz items, one file each."""
