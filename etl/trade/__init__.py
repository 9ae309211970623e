"""Statistical files and figures of documents, brought to observations and reconciled."""
