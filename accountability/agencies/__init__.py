"""The organisation with its dates: agencies, positions, who holds them, who stands in; grants on agencies."""
