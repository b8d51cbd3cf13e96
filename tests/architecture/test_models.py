"""Foreign keys point downwards and leave no handle above."""

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.house import floors, module_of


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("nep.")]


def links():
    for model in our_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                target = module_of(field.related_model.__module__)
                if target is not None:
                    yield pytest.param(model, field, target, id=f"{model.__name__}.{field.name}")


@pytest.mark.parametrize(("model", "field", "target"), list(links()))
def test_a_foreign_key_points_downwards_or_stays_at_home(model, field, target):
    home = module_of(model.__module__)

    assert target == home or floors()[target] < floors()[home]


@pytest.mark.parametrize(("model", "field", "target"), list(links()))
def test_a_foreign_key_across_modules_has_no_reverse_accessor(model, field, target):
    if target != module_of(model.__module__):
        assert field.remote_field.hidden


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_constraints_are_named_by_sentences(model):
    for constraint in model._meta.constraints:
        assert "_" in constraint.name, constraint.name
        assert not constraint.name.endswith(("_check", "_uniq")), constraint.name
