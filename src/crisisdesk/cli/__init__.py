"""The command line: one module a command, thin over one public function."""
