"""What comes in by the doors: helpers, offers and ideas, and what the office answers."""
