"""Tests of the kit, and the audits every screen is held to."""
