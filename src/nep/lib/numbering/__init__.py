"""Codes people see: patterns such as `{unit}-{yymmdd}-{number:04}`, rendered and read back.

TT 01/2018/TT-VPCP, Điều 19: the code of a dossier names the unit that receives it, the day, and a
running number within that day; QĐ 20/2020/QĐ-TTg bounds codes to 35 characters. The layout changes
with every circular, so it is data; what never changes is that a code is rendered by the system,
reads back to the values it was made of, and is not used twice.
"""
