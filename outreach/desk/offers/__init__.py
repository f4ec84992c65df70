"""Offers and the houses they are in: entered, dated, translated, taken over from lists."""
