"""Agencies: who. Units that own one quality system, the legal tree, posts, staff, roles.

An *agency* owns one HTQLCL (TT 26/2014 Điều 6): UBND tỉnh and its Văn phòng are one agency,
a chi cục is one of its own, a district with all its phòng is one. A *unit* is a node of the
legal tree and belongs to one agency. People hold *posts* in units from a day to a day as
*staff*; roles are declared in code and given to staff in data; a leader on leave is stood in
for by a recorded *delegation*. Everything has dates and nothing is deleted: a reorganisation
ends some agencies and begins others, linked by *succession* (R1–R3, R36).
"""
