"""The pages of the interface: its description, and the connections of an agency."""
