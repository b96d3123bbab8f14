"""What is kept: one small file per group of tables, each row a plain value."""
