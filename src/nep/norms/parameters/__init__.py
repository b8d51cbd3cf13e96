"""Parameters: what the law numbers and the year brings, as dated rows with their source (R69).

A legal number (a day count, an hour, a ceiling) is never a constant: it is a row that says what
it is worth, from which day to which, and by which article. The same holds for the calendar over
the public holidays, for the hours of an office, and for the shift of a demo's clock.
"""
