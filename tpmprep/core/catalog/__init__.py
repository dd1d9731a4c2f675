"""Domains, concepts, tags, and one search over everything."""
