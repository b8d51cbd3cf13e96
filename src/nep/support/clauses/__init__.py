"""Which documents answer which clause of the standard (7.5.1, 4.4.2), agency by agency. A draft
cites clauses, its citations never change once it is approved; what else answers a clause is told by
the modules that keep it. A clause that nothing answers is shown plainly.
"""
