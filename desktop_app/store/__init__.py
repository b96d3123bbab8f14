"""Where an office is kept: the one handle, the one door for writing, the journal, the vault."""
