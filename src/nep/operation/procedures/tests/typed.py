"""What a browser would post back from the page of steps."""


def typed_rows(page):
    """Return the fields that a browser would post back from the page, act left out."""
    fields = {"edition": str(page.context["edition"])}
    rows = page.context["sheet"].rows
    fields["rows"] = str(len(rows))
    for place, row in enumerate(rows):
        for cell in (
            "key",
            "was",
            "name",
            "role",
            "responsible",
            "agency",
            "unit",
            "time",
            "result",
        ):
            fields[f"b{place}-{cell}"] = getattr(row, cell)
        fields[f"b{place}-time_unit"] = row.time_unit or "WORKING_DAY"
        fields[f"b{place}-group"] = row.group
        fields[f"b{place}-returns"] = list(row.returns_to)
        fields[f"b{place}-label"] = [*(choice.label for choice in row.choices), ""]
        fields[f"b{place}-to"] = [*(choice.to_key for choice in row.choices), ""]
    return fields
