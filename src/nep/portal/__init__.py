"""The portal: what citizens see without signing in — procedures, and how far a dossier is."""
