"""Pure conversion of a post to what one target takes."""
