"""Tests that mirror tpmprep/core/cards/kinds."""
