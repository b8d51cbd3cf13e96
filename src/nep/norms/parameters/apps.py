"""Wiring of parameters: from here the modules below read dated numbers, and the clock its shift."""

from django.apps import AppConfig

from nep.foundation import clock, parameters


class ParametersConfig(AppConfig):
    """Dated legal numbers, calendar days, office hours."""

    name = "nep.norms.parameters"
    label = "parameters"

    def ready(self) -> None:
        """Answer what the foundation asks, now that tables can be read."""
        from nep.norms.parameters import queries  # noqa: PLC0415 - models are ready only here

        parameters.provide(queries.number_in_force)
        clock.provide_shift(queries.clock_shift)
