"""The screens of benches, libraries and steles: one document, its voice, and its device."""
