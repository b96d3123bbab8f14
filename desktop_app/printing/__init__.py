"""A form and a casefile in, a document out."""
