"""The one SQLite file: engine, guards, migrations, undo, search index, tables."""
