"""Documents and statistical files about ASEAN and China, read into tables in which every row can be traced."""
