"""A Dash page over the atlas tables: timeline, trade, evidence, export."""
