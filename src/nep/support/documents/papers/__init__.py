"""Documents as papers: one value that two writers set, as PDF by Typst and as DOCX for Word.

A paper is made in two movements: `of_revision` reads a revision into a frozen `Paper`, which
holds every word that is printed; the writers know how it looks and nothing else. So both say the
same. Papers are Vietnamese in every language of the interface. Modules above add their parts to
a section (`parts`), and their questions to the audit checklist (`questions`).
"""
