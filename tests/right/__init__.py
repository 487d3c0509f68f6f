"""Right documents of which nothing may be said."""
