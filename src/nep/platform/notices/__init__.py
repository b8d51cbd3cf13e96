"""Notices: one inbox for each person, and the e-mail that carries it to them."""
