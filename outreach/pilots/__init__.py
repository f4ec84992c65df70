"""The room of the pilots (Lots*innen)."""
