"""Trade: statistical files and stated figures to observations, the base series, and what disagrees."""
