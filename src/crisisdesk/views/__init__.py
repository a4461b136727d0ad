"""Plain functions from reports and records to frozen dataclasses; command line, API and web only render them."""
