"""What the province does for all its agencies: plans, inspects, reports."""
