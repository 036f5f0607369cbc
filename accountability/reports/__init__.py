"""The room of periodic reports: frozen figures and the documents printed from them."""
