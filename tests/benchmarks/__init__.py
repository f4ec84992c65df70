"""How fast it is: figures against the targets we set, on the big invented town."""
