"""What was done, by whom, on whose behalf: one plain append-only row per write, in the transaction of the write."""
