"""How gunicorn serves the pages: three processes that share what was loaded once.

The supervisor opens the port and hands it down, so that requests wait, rather than fail, while a
killed web process is started again.
"""

import gc
import os
from pathlib import Path
from typing import Any

wsgi_app = "nep.config.wsgi:application"
bind = f"fd://{os.environ.get('NEP_LISTENER', '')}"
worker_class = "gthread"
workers = 3
threads = 2
preload_app = True
timeout = 60
graceful_timeout = 5
keepalive = 5
control_socket_disable = True
proc_name = "nep"
# Each turn of a worker's loop touches a file: on a disk that would cost an eighth of its time.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn names it
loglevel = "warning"


def pre_fork(server: Any, worker: Any) -> None:  # noqa: ANN401 - gunicorn's own types
    """Leave what was loaded where it is: the collector would copy it page by page."""
    gc.freeze()
