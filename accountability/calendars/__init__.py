"""Working days: the calendar of days off and make-up days, and the arithmetic over it."""
