"""What the program does when something goes wrong that nobody expected: a log, a report, a dialog, and going on."""
