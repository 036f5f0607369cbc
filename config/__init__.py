"""The outermost floor: settings (one file per environment), URLs, WSGI, and the jobs that an engine ticks."""
