"""The set-up card: every setting of a run, and what changing it means."""
