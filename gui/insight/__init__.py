"""The panel below the stage: pages that explain the moment, from its equation to the reasons why weights move."""
