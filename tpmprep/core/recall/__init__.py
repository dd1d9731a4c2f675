"""Memory state and append-only log for anything that can be recalled; the only room that speaks fsrs."""
