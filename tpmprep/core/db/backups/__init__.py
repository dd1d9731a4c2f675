"""Backups: whole, hashed, with pictures and recordings; thinned out, brought back with nothing left over."""
