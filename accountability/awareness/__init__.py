"""Who knows a directive: agencies confirm receipt and brief their staff, named officials confirm that they have read it."""
