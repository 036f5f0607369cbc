"""Files that people upload: checked against an allow-list, stored under random names, served by the doors of others."""
