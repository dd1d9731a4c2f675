"""How one thing is shown and answered, and the player that runs any mix of them."""
