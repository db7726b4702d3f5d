"""From written times to instants in UTC."""
