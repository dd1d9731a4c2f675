"""Charts painted with the theme's tokens: each states its finding and holds the table behind it."""
