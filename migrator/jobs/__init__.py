"""What a job does: plan (pure), and one step at a time do, find, undo."""
