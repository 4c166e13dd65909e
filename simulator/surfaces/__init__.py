"""Loss surfaces over two parameters: models on data, test functions, and one's own expressions."""
