"""Wiring of the benchmarks."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    """Measurements of speed."""

    name = "nep.bench"
    label = "bench"
