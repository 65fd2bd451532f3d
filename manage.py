#!/usr/bin/env python
"""Django's command line for RB Portal. `./portal manage …` runs it with the environment already set up."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rb_portal.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            "Django is not installed in this Python. Run './portal setup' once, then './portal manage …'."
        ) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
