"""Reference data: what every page asks and hardly ever changes is kept by a process until it does."""
