"""Lectures in the window: what carries them out, the panel beside the stage, presenting, and taking them home."""
