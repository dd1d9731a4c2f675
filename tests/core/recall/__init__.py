"""Tests that mirror tpmprep/core/recall."""
