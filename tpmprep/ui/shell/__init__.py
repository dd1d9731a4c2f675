"""The window: navigation, notices, failures, shortcuts, command palette."""
