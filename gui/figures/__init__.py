"""What pictures of numbers are made of: scales, axes, curves, bars, maps, marks and labels."""
