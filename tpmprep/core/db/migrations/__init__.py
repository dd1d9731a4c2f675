"""The schema's revisions, in order; each imports no project code."""
