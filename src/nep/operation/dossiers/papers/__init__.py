"""Papers of a dossier, as the one-stop shop prints them (NĐ 61/2018; TT 01/2018/TT-VPCP Điều 9).

A paper is made in two movements: `…_data` reads the dossier into a frozen value, `…_pdf` sets
that value; equal values give equal bytes. Papers stay Vietnamese in every language of the
interface: their words stand in the Typst templates, in the layout of NĐ 30/2020 Phụ lục I.
Which form applies, with its number and title, is chosen by the day of reception.
"""
