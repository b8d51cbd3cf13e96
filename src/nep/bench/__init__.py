"""Benchmarks: how fast the house is when a province has worked with it for years.

Each runs in a scratch database of its own, with agencies, people and procedures made through
the services and dossiers written by COPY, so that a million of them stand in minutes. The rows
are true: `nep dossiers verify` finds nothing in them. What is measured goes through the whole
application, as the web server would ask it; results are lines of JSON, for people and for CI.
"""
