"""Neutral drafts that packs and exchange both bring in."""
