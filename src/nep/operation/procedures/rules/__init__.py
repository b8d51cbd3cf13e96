"""The steps of a procedure as plain values, and the BPMN diagram drawn from them.

The table people fill in (TT 01/2018 Điều 8; columns TT, trình tự, trách nhiệm, thời gian, biểu
mẫu/kết quả) is the only source: the diagram is compiled from it, never the other way round.
"""
