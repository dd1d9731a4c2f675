"""The question bank, answer notes, stories and rehearsals."""
