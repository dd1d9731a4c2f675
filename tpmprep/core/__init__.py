"""Everything below the window: no Qt here."""
