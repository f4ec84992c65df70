"""Partners: what organizations reach by a link of their own, without an account."""
