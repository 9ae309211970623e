"""Passages with dates, brought to milestones: recognised, named, merged."""
