"""Search by the words of every text in force: there when it is needed (ISO 9001, 7.5.3.1).

The words of a revision are written down in the transaction of its approval and never again:
its code and title, its seven sections, and what modules above say of it (steps, clauses), which
are asked then. Drafts have no words here. Whether a revision is in force is computed when
somebody searches, and only what they may read is found.
"""
