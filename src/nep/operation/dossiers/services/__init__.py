"""The acts on a dossier: reception, the steps in between, handing over."""
