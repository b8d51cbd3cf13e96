"""Accounts: people who can sign in, and nothing of what they may do.

Rights come from the posts a person holds (`nep.agencies`). Signing in is django-allauth's;
wrong tries lock an account for a while, passwords are hashed by argon2, a session that
stays idle ends. (R63; TCVN 14423.)
"""
