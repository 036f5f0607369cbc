"""Who may do what: a table of roles, relations from facts, and one question, `decide`. Pure; keeps no rows."""
