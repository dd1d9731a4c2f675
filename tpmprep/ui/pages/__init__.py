"""The pages of the window, one folder each; a page does not know the others."""
