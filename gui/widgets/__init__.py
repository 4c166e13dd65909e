"""The parts that every workspace is put together from: one module a widget."""
