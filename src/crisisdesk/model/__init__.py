"""The nouns of Crisisdesk: frozen dataclasses that know nothing of files, models or the web."""
