"""Directives (văn bản chỉ đạo) and the programs they belong to."""
