"""Đôn Đốc: from a directive of the People's Committee to an accepted result."""
