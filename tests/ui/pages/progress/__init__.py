"""Tests of the page Progress."""
