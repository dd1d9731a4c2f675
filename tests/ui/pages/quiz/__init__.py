"""Tests of the quiz page."""
