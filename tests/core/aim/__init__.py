"""Tests of the aim room."""
