"""Shipped and shared content: format, lint, install, update."""
