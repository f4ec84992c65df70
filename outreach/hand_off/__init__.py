"""The hand-off: what a key person does at a till or in a bus, in under half a minute."""
