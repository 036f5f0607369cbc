"""Indicators (chỉ tiêu): what is measured of agencies period by period, what was asked for, what was reported."""
