"""Rules and names as files, with their loaders; code holds no list of words."""
