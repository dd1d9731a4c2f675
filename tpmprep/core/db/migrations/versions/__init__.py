"""One file a revision; its number is the file's ``user_version``."""
