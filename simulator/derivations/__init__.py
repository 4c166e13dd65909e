"""Where BP1 to BP4 come from: every line of each derivation, and its numbers for one sample of a live network."""
