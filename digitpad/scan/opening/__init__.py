"""Picture files of any make to pixels."""
