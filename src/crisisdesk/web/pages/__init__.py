"""One module a page: a view of the record as a frozen dataclass, its HTML and its ``.json`` twin."""
