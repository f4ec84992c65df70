"""Placements: where codes hang, how they get there, and the round that looks after them."""
