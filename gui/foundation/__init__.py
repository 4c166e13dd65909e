"""What all of the window stands on: looks, languages, numbers as text, formulas, settings, waiting."""
