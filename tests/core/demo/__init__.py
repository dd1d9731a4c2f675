"""Tests of the demo profile."""
