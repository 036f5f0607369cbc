"""What the program costs, beside what the same work costs by hand on the same machine in the same run.

`make bench` prints a table and writes var/bench/figures.json; nothing here fails for being slow, and no test is timed.
One file per figure: `sweep`, `issuing`, `delivery`, `reminding`, `annex`, `memory`. What is measured, and against what, stands at
the head of each. Ratios count, seconds belong to the machine. See docs/benchmarks.md.
"""
