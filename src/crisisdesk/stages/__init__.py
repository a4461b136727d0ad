"""The stages: pure functions from a parse and earlier findings to frozen dataclasses, one module a stage."""
