"""Finding rows by words: how a query is read, the folded words that rows keep, and how a database looks through them."""
