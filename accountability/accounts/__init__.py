"""Accounts: who signs in. Powers belong to positions with dates (`agencies`), never to accounts."""
