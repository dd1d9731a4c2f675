"""Tests of the page Paths."""
