"""Tests that mirror tpmprep/core/rescue."""
