"""Decks, notes and the cards made from them."""
