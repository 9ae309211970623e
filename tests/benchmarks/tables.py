"""Tables for the benchmarks of the page: as many rows as asked for, made from those of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from etl.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path

_DAYS = 12_700


def write(given: Path, folder: Path, *, events: int, trade: int) -> Path:
    """A folder with the rows of another and more like them, so that each table has as many as asked for.

    A milestone that is added has a day of its own within 35 years. An observation that is added is one of a month, as
    publishers give them, and none that a chart of years prefers. Each is cited once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        table.name: pd.read_csv(given / f"{table.name}.csv", dtype=str, keep_default_na=False) for table in TABLES
    }
    more, figures = _events(tables["events"], events), _observations(tables["trade"], trade)
    source = tables["sources"]["source_id"].iloc[0]
    cited = [_cited(more["event_id"], source), _cited(figures["observation_id"], source)]
    tables["events"] = pd.concat([tables["events"], more])
    tables["trade"] = pd.concat([tables["trade"], figures])
    tables["citations"] = pd.concat([tables["citations"], *cited])
    for name, frame in tables.items():
        frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    return folder


def _repeated(frame: pd.DataFrame, rows: int, key: str) -> pd.DataFrame:
    """So many rows of a frame, again and again from its first, each with a key of its own."""
    wanted = max(rows - len(frame), 0)
    made = frame.iloc[pd.RangeIndex(wanted) % len(frame)].reset_index(drop=True)
    return made.assign(**{key: [f"{name}-n{number}" for number, name in enumerate(made[key])]})


def _events(frame: pd.DataFrame, rows: int) -> pd.DataFrame:
    made = _repeated(frame, rows, "event_id")
    numbers = pd.Series(range(len(made)))
    days = (pd.Timestamp("1991-01-01") + pd.to_timedelta(numbers * 7919 % _DAYS, unit="D")).dt.strftime("%Y-%m-%d")
    return made.assign(
        date=days, first=days, last=days, precision="day", title=made["title"].str[:80] + " " + numbers.map(str)
    )


def _observations(frame: pd.DataFrame, rows: int) -> pd.DataFrame:
    made = _repeated(frame[frame["indicator"] == "goods_trade"], rows, "observation_id")
    months = pd.period_range("1991-01", periods=420, freq="M")
    at = list(pd.RangeIndex(len(made)) % len(months))
    return made.assign(
        period=months.strftime("%Y-%m").take(at),
        first=months.strftime("%Y-%m-01").take(at),
        last=months.strftime("%Y-%m-%d").take(at),
        preferred="false",
    )


def _cited(names: pd.Series[str], source: str) -> pd.DataFrame:
    blank = {"page": "0", "line": "1", "start": "0", "end": "1", "date": "", "date_text": "", "verdict": "supports"}
    return pd.DataFrame({"record_id": names, "source_id": source, **blank, "rule": "made"})
