"""The command `nep`: `nep run` starts everything, every other `nep …` is a Django command."""

import os
import sys

from nep.supervisor.commands import manage
from nep.supervisor.run import run
from nep.supervisor.words import Trouble, complain, write

USAGE = """\
nep run                 chạy Nếp: cơ sở dữ liệu, web và tiến trình nền · database, web and worker
nep init                bắt đầu một tỉnh thật, không trình diễn · begin a real province, no demo
nep demo load           nạp dữ liệu trình diễn · load the demo
nep demo accounts       tài khoản trình diễn · demo accounts
nep accounts rescue TÊN mở tài khoản khi không quản trị viên nào mở được · open an account again
nep dossiers verify     đối chiếu mọi hồ sơ với chuỗi sự kiện · check every dossier
nep backup FILE         sao lưu vào một tệp · back up into one file
nep restore FILE        khôi phục từ tệp đó · restore from it
nep help                mọi lệnh khác · every other command

NEP_HOME  nơi giữ dữ liệu · where data live (var/)
PORT      cổng · port (8000)
DATABASE_URL  máy chủ PostgreSQL có sẵn · a PostgreSQL server of your own
"""


def main() -> int:
    """Do what was typed; 1 when something stops us."""
    arguments = sys.argv[1:]
    try:
        if not arguments:
            write(USAGE)
        elif arguments[0] == "run":
            run(os.environ)
        elif arguments[0] in {"backup", "restore"}:
            _keep_safe(*arguments)
        else:
            manage(arguments)
    except Trouble as trouble:
        complain(trouble)
        return 1
    return 0


def _keep_safe(word: str, *arguments: str) -> None:
    from nep.supervisor.backup import backup, restore  # noqa: PLC0415 - no other command needs it

    {"backup": backup, "restore": restore}[word](arguments, os.environ)
