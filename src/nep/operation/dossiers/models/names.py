"""What states, results, channels and the faults of code patterns are called."""

from django.utils.translation import gettext_lazy as _

from nep.operation.dossiers.rules.patterns import PatternFault
from nep.operation.dossiers.rules.states import Channel, Result, State

STATE_NAMES = {
    State.REGISTERED: _("Newly registered"),
    State.RECEIVED: _("Received"),
    State.NOT_RECEIVED: _("Not received"),
    State.PROCESSING: _("In progress"),
    State.SUPPLEMENT_ASKED: _("Supplement asked for"),
    State.PAYMENT_ASKED: _("Payment asked for"),
    State.WITHDRAWN: _("Withdrawn by the citizen"),
    State.STOPPED: _("Stopped"),
    State.DONE: _("Done"),
    State.RETURNED: _("Result handed over"),
}
RESULT_NAMES = {
    Result.OPEN: _("In progress"),
    Result.OVERDUE: _("In progress, overdue"),
    Result.IN_TIME: _("Finished in time"),
    Result.LATE: _("Finished late"),
}
CHANNEL_NAMES = {
    Channel.COUNTER: _("At the counter"),
    Channel.ONLINE: _("Online"),
    Channel.POST: _("By post"),
}
FAULT_NAMES = {
    PatternFault.UNREADABLE: _(
        "Codes written so could not be read back. Fields are {unit}, {number:04} and days such as "
        "{yymmdd}, with a sign between them."
    ),
    PatternFault.NO_NUMBER: _("A pattern without {number} would give one code to two dossiers."),
    PatternFault.NO_UNIT: _("A pattern without {unit} would give one code at two agencies."),
    PatternFault.NO_DAY: _(
        "Numbers begin again each day: a pattern names the whole day, such as {yymmdd}."
    ),
    PatternFault.NO_ADDRESS: _(
        "A code stands in addresses: letters a–z, digits, points, dashes and underscores."
    ),
    PatternFault.TOO_FEW: _("The number has at least three digits, such as {number:04}."),
    PatternFault.TOO_LONG: _("Codes would be longer than 35 signs (QĐ 20/2020/QĐ-TTg)."),
}
