"""Vietnamese text as machines need it: one spelling, one order, and names that survive folding.

Real titles arrive decomposed (a + dấu sắc) as often as composed, so text is made NFC where it comes
in. Folding drops the marks and is for searching only: "Xã Thành Hải" and "Xã Thanh Hải" are two
communes, and an identifier made from a name must keep them apart.
"""
