"""Tests that mirror tpmprep/core/quiz."""
