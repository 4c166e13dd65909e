"""What a loss surface is made of: minima, saddle points, maxima, plateaus, and the basins of attraction."""
