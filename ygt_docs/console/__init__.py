"""The command line: words, progress, exit codes (命令行)."""
