"""One module a chart: frame to figure; no Dash in here."""
