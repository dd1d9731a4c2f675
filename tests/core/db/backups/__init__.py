"""Tests that mirror tpmprep/core/db/backups."""
