"""Scoring: coded claims against gold files, parses against treebanks."""
