"""Diagrams drawn elsewhere, translated into our step table; nothing else of them is ever used.

BPMN 2.0 says far more than a step table can. What has a place in the table is kept, what only
explains is dropped with a note, and what would change how the work runs is refused by its name.
Nothing of a foreign file reaches the engine, and nothing in it is evaluated.
"""
