"""Whether the engine itself keeps its duties: its beats, the watchdog that judges them, and where it says so."""
