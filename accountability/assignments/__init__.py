"""Assignments (nhiệm vụ được giao): one lead each, deadlines with their history, results with evidence."""
