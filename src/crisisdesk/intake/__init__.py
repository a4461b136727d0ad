"""From bytes to a source: decoding, front matter, blocks; one module a format."""
