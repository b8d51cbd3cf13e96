"""Documents: the spine. What an agency has laid down, in revisions that never change.

A *document* (chính sách, sổ tay, quy trình, biểu mẫu …) belongs to one agency and has a code
unique there. Its *revisions* (lần ban hành) are drafted by one person, reviewed by another and
approved by a leader or a recorded delegate who wrote none of the text; a procedure for a TTHC
also needs the provincial decision that adopted it (TCVN ISO 9001:2015, 7.5; QĐ 19/2014 Điều
4.2a; TT 01/2018 Điều 8; R12–R14, R18).

An approved revision is immutable; the database itself refuses. *In force* is computed from its
validity and never stored: no missed job can leave the wrong text in force, and a new text
applies from its minute and not one earlier.
"""
