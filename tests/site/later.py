"""Run a module of Python on another day: `python later.py mkdocs build` forty days and four hours from now."""

import datetime
import runpy
import sys
import time

AHEAD = datetime.timedelta(days=40, hours=4)
_now = time.time


class Moment(datetime.datetime):
    """The time of day, later."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "Moment":
        """Later than it is."""
        return super().now(tz) + AHEAD


class Day(datetime.date):
    """The day, later."""

    @classmethod
    def today(cls) -> "Day":
        """Later than it is."""
        return super().today() + AHEAD


if __name__ == "__main__":
    time.time = lambda: _now() + AHEAD.total_seconds()
    datetime.datetime, datetime.date = Moment, Day  # type: ignore[misc]
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
