"""The catalogue: administrative procedures (TTHC) as published, and which agency is competent.

Records come by import and keep everything their source says, with its era; a record with a step
table can be drafted into a procedure of an agency, the others are listed and searched. Nothing
here runs: a revision copies what it drafts, so a later import changes no procedure in force.
"""
