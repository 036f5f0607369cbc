"""The ladder: rungs as data, claims that fire once, explanations, the Office's opinion, the leader's decision."""
