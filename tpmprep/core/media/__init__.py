"""Pictures and sounds in notes: kept under their hash beside the database, named in its texts."""
