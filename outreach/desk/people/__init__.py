"""The office's people: invited, trained, given cards, and let go."""
