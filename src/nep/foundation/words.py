"""Sentences of Django and allauth that Nếp says in its own way.

They are only named here, so that the catalogue carries them and wins over the libraries' own
Vietnamese: what is wrong is said as what to do, and fields are called as officials call them.
"""

from django.utils.translation import gettext_noop as _

FORMS = (
    _("This field is required."),
    _("Enter a valid date."),
    _("Enter a valid date/time."),
    _("Enter a whole number."),
    _("Enter a number."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("No file was submitted. Check the encoding type on the form."),
    _("The submitted file is empty."),
)
PASSWORDS = (
    _("Username"),
    _("Password"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("Please type your current password."),
    _("You must type the same password each time."),
    _("This password is too common."),
    _("Password successfully changed."),
)
