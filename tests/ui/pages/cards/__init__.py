"""Tests of the page Cards."""
