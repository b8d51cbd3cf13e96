"""Wiring of parameters: from here the modules below read dated numbers and the clock its shift."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    """Dated legal numbers, calendar days, office hours."""

    name = "nep.norms.parameters"
    label = "parameters"

    def ready(self) -> None:
        """Answer what the foundation asks."""
        from nep.foundation import clock, parameters
        from nep.norms.parameters import queries

        parameters.provide(queries.number_in_force)
        clock.provide_shift(queries.clock_shift)
