"""From events to files: tables, maps, calendars and the shapes of other data sets. See ``formats.FORMATS``."""
