"""Deadlines as a calendar (.ics): a whole day for each date, with reminders a week and a day before."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from icalendar import Alarm, Calendar, Event

from ygt_docs.notice.units import UnitBook
from ygt_docs.tasklist.items import Item, name_of

_DAYS_BEFORE = (7, 1)
_SHORT = 30


def calendar_bytes(items: Sequence[Item], book: UnitBook, asof: datetime.date) -> bytes:
    """The calendar of all dated tasks; stamps are midnight of `asof`, so that the same day gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//ygt-docs//tasks//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "任务时限")
    for item in items:
        for date in item.meaning.dates:
            calendar.add_component(_event(item, date, book, asof))
    return bytes(calendar.to_ical())


def _event(item: Item, date: datetime.date, book: UnitBook, asof: datetime.date) -> Event:
    units = "、".join(map(book.label, item.reporting))
    short = item.text if len(item.text) <= _SHORT else f"{item.text[:_SHORT]}…"
    event = Event()
    event.add("uid", f"{item.document.name}-{item.id}-{date:%Y%m%d}@ygt-docs")
    event.add("dtstamp", datetime.datetime.combine(asof, datetime.time(), datetime.UTC))
    event.add("dtstart", date)
    event.add("dtend", date + datetime.timedelta(days=1))
    event.add("summary", f"{units}：{short}" if units else short)
    lines = [item.text, f"时限：{item.words}", f"单位：{units}", f"出处：{name_of(item.document)}第{item.number}项"]
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    for days in _DAYS_BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", short)
        alarm.add("trigger", datetime.timedelta(days=-days))
        event.add_component(alarm)
    return event
