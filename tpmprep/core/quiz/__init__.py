"""Quiz items, attempts and responses."""
