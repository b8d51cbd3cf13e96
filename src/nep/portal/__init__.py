"""The portal: what citizens see without signing in — procedures, and how far a dossier is.

Whoever knows a code sees the code and the degree of completion, and nothing more (R51; TT 01/2018
Điều 16.2d). The last digits of the telephone number given with the dossier are a second factor
(R61): with them the applicant also sees what the dossier is about and where its result is fetched.
No page names a person, applicant or official. What is absent and what does not fit together give
one answer at one cost.

What an agency promises comes from its procedure revision in force at this very moment; what
stands in the catalogue alone is information, and is told with its source and era.
"""
