"""Tests that mirror tpmprep/core/flows."""
