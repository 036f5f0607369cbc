"""Đôn đốc by people, in bulk: one round, one letter to each lead, written on the timeline of every assignment."""
