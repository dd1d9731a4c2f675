"""What every page is built from: theme, icons, controls, rich text, rows, tasks, charts."""
