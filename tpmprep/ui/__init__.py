"""Everything a person sees: no SQL and no scheduler here."""
