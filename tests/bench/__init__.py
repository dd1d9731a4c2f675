"""Measures what is promised about speed and size: ``python -m tests.bench``, ``--gate`` to fail."""
