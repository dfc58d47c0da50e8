"""Starts the emulator of AWS.

On SIGUSR1 it begins to enforce the rights of roles, and on the next one it ends that. Its own `AUTH=true` does so from
the start, and then refuses the roles that `cdk bootstrap` has just made.
On SIGUSR2 it puts its clock forward as far as the development clock stands, so that signatures and schedules of the
functions, which go by that clock, fit. A state machine that waits goes on when that clock has come to its time.
"""

import datetime
import json
import os
import signal
import threading
import time

import time_machine

from ministack import app
from ministack.core import lambda_runtime
from ministack.services import stepfunctions

travels = []


def switch_rights(*_):
    app.AUTH = not app.AUTH
    # A function that has run already holds the rights of the account; the next request starts it as its role. Not in
    # the signal's own thread, which may have been interrupted while it held the lock of the functions.
    threading.Thread(target=lambda_runtime.reset).start()


def move_clock(*_):
    with open(os.environ["DEVELOPMENT_CLOCK_FILE"], encoding="utf-8") as file:
        ahead = json.load(file)["offsetMilliseconds"] / 1000
    if travels:
        travels.pop().stop()
    traveller = time_machine.travel(datetime.datetime.fromtimestamp(time.time() + ahead, datetime.timezone.utc))
    traveller.start()
    travels.append(traveller)


def wait_until(timestamp):
    target = datetime.datetime.fromisoformat(timestamp.replace("Z", "+00:00"))
    while datetime.datetime.now(datetime.timezone.utc) < target:
        time.sleep(0.2)


# Its own sleeps as long as it reckons at the beginning, whatever its clock does meanwhile.
stepfunctions._sleep_until = wait_until
signal.signal(signal.SIGUSR1, switch_rights)
signal.signal(signal.SIGUSR2, move_clock)
app.main()
