"""What the person prepares for, and when."""
