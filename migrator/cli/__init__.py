"""The command line: parses, makes one service call, prints."""
