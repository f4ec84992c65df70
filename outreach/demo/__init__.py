"""Auenbeck, an invented town to try everything in."""
