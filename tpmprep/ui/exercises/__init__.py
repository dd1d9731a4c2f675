"""How a card, an item, a question, a step or a concept is shown and answered; one player runs them all."""
