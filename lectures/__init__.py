"""Lectures as data: what a beat says, how its scene is set and what moves in it. Knows the simulator, but no window.

- model.py, texts.py: a lecture is beats; a beat has texts, changes of the scene, a question or something to try
- reading.py, problems.py: from a TOML file to a `Lecture`, or to a list of what is wrong with it; in_force.py is what
  the changes so far have put in force
- scene.py: what stands on the stage, a pure function of the changes so far; and the change that builds a scene
- network*.py, descent.py, graph.py: a workspace each, from what a file says of it to its state, and from a state to
  the change that builds it; workspaces.py has a line for each
- readings.py, reading_conditions.py: the numbers of a scene by name, for conditions and for what texts state
- library.py: the lectures that there are, and the check of their files
- writing.py: a lecture as a file
"""
