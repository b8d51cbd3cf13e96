"""Records kept: what the agency must keep, for how long, where, and how it ends.

A *term* says for how many years a kind of record is kept, or for ever, with the text that says
so; terms are dated rows of each agency that nobody changes. A *kept record* (hồ sơ) pins the
term it was entered under. It is handed to the agency's archive within a year of the end of the
work, and destroyed only after its term, by a *disposal* that is proposed as a list, decided by a
leader other than its proposer, and ended with minutes (TCVN ISO 9001:2015, 7.5.3; NĐ 30/2020
Điều 28–31; R19, R67). Records kept for ever are never destroyed; the database refuses too.
"""
