"""The standard: editions of ISO 9001 and their clauses, titles only, as data.

The next edition is a row and not a release; each clause tells whether it asks for documented
information to be maintained (M) or retained (R). Nothing here is text of the standard. (R11)
"""
