"""Lectures as data: what a beat says, how its scene is set and what moves in it. Knows the simulator, but no window.

- texts.py, model.py: a lecture is beats; a beat has texts, changes of the scene, a question or something to try
- reading.py and its neighbours: from a TOML file to a `Lecture`, or to a list of what is wrong with it
- scene.py and *_scene.py: what stands on the stage, a pure function of the changes so far
- readings.py: the numbers of a scene by name, for conditions and for what texts state
- library.py: the lectures that there are
"""
