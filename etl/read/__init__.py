"""One module a document format: path to text with blocks."""
