"""The pages of settings that stand on dated rows: numbers, hours, days."""
