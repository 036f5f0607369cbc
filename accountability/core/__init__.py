"""The lowest floor: the clock, Vietnamese text, the habits of a command line. No models."""
