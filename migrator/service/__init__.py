"""What a face may ask of the program."""
