"""The language room: the spaCy component, the shipped model, and the recipe that trains it."""
