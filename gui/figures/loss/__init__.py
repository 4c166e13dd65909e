"""A loss surface as a map and in three dimensions, and what moves on it."""
