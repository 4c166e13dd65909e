"""The transport bar at the foot of the window: moving through a step and through the run, and where one is."""
