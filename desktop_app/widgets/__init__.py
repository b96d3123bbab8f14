"""Qt that knows nothing of reviewing: fields, tables, page viewer, signature pad, theme."""
