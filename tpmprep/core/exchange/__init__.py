"""Import and export of files of other programs and our own."""
