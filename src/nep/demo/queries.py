"""What is left for the worker to load of the demo."""

from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

TASK = "demo.load_agency"


def jobs_under_way() -> QuerySet[ProcrastinateJob]:
    """Return the jobs that load an agency, or will."""
    return ProcrastinateJob.objects.filter(task_name=TASK, status__in=("todo", "doing"))
