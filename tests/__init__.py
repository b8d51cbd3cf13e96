"""Tests of the whole house, beyond one module."""
