"""The acts by which a procedure gets its facts, its steps, and its running form."""
