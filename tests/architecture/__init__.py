"""The guards: what every module, address, sentence and list must hold."""
