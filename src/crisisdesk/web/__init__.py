"""The desk: a record in the browser, on this machine alone unless told otherwise."""
