"""Which documents answer which clause of the standard, agency by agency (ISO 9001, 4.4.2, 7.5.1).

A draft cites clauses; its citations are part of the revision and never change once it is
approved. What else answers a clause, such as records, is told by the modules that keep it
(`norms.standard.answers`). A clause that nothing answers is shown plainly.
"""
