"""Reads of dossiers: worklists, one dossier and its story, and what citizens may see."""

from nep.operation.dossiers.queries.lists import Listed, lines_of
from nep.operation.dossiers.queries.story import (
    dossier_coded,
    events_of,
    files_of,
    folded_so_far,
    is_over,
    open_tasks_of,
    was_printed,
)
from nep.operation.dossiers.queries.visibility import (
    dossier_to_act_on,
    dossier_visible_to,
    dossiers_received_by,
    dossiers_visible_to,
    every_dossier,
    every_open_task,
)
from nep.operation.dossiers.queries.worklists import (
    Tab,
    steps_left_behind,
    worklist_counts,
    worklist_of,
    worklist_page,
)

__all__ = [
    "Listed",
    "Tab",
    "dossier_coded",
    "dossier_to_act_on",
    "dossier_visible_to",
    "dossiers_received_by",
    "dossiers_visible_to",
    "events_of",
    "every_dossier",
    "every_open_task",
    "files_of",
    "folded_so_far",
    "is_over",
    "lines_of",
    "open_tasks_of",
    "steps_left_behind",
    "was_printed",
    "worklist_counts",
    "worklist_of",
    "worklist_page",
]
