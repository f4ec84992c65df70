"""Figures: what is counted, how far people come, whom nobody reaches, and the report of it."""
