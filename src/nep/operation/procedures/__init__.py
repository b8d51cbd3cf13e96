"""Procedures (quy trình): the approved document that is the running process.

A procedure revision is a document revision (`support.documents`) together with what makes
it run: the TTHC it serves, the legal and the promised limit, components, and the step table
of TT 01/2018 Điều 8 and ISO 9001 clause 8.1. The table compiles to BPMN 2.0, and the engine
behind one door (`engine.py`) runs just that. Once approved nothing of it changes; which
revision a dossier follows is decided by the moment of filing (R6, R17, R18, R46).
"""
