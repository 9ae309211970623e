"""``python -m dashboard``: serve the page; ``python -m dashboard export``: take views away."""

from __future__ import annotations

import argparse
import sys

from dashboard import taking
from dashboard.app import create_app
from dashboard.data import TablesError
from dashboard.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Serve the page until it is stopped, or export; 2 where the tables cannot be shown, and why in one line."""
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] == ["export"]:
        done = taking.run(words[1:])
        for line in done.said:
            print(line, file=sys.stderr)
        return done.code
    given = _parser().parse_args(words)
    try:
        settings = Settings.from_environment()
        app = create_app(
            given.data or settings.data_dir or None,
            given.documents or settings.documents_dir or None,
            settings=settings,
        )
    except (TablesError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"ASEAN–China Atlas: http://{given.host}:{given.port}{settings.prefix}", file=sys.stderr, flush=True)
    app.run(host=given.host, port=given.port, debug=given.debug)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard",
        description="Serve the page over a folder of tables; `export` after it takes views away.",
    )
    parser.add_argument("--data", metavar="DIR", help="folder of the tables; the shipped ones where left out")
    parser.add_argument("--documents", metavar="DIR", help="folder of the documents, to show their passages")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8050, help="port to listen on (%(default)s)")
    parser.add_argument("--debug", action="store_true", help="show errors in the page; never in public")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
