"""What texts and tables of directives say, read by rules. Pure: no Django, no clock."""
