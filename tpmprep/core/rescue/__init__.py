"""How things come back: backups on a schedule and in a second folder, and the trash."""
