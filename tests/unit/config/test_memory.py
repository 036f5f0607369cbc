"""What a process does not load, and what it gives back."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from config.settings.environment import BASE_DIR


def told_by(program: str) -> dict[str, object]:
    """What a fresh process prints as JSON."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_the_web_server_loads_its_pages_and_no_library_that_only_some_files_need() -> None:
    told = told_by(
        "import json, sys, config.wsgi\n"
        "rare = ('pypdf', 'docx', 'xlsxwriter', 'weasyprint', 'pyhanko')\n"
        "print(json.dumps({'pages': 'accountability.desk.views.command' in sys.modules,\n"
        "                  'rare': [name for name in rare if name in sys.modules]}))"
    )
    assert told == {"pages": True, "rare": []}


def test_of_all_countries_vietnam_alone_is_loaded_and_the_others_are_still_there() -> None:
    told = told_by(
        "import json, sys, holidays\n"
        "from accountability.calendars.rules.library import vietnam\n"
        "ours = dict(vietnam(2023))\n"
        "alone = 'holidays.countries.laos' not in sys.modules\n"
        "print(json.dumps({'alone': alone, 'same': ours == dict(holidays.country_holidays('VN', years=2023, language='vi')),\n"
        "                  'laos': len(holidays.country_holidays('LA', years=2023)) > 0}))"
    )
    assert told == {"alone": True, "same": True, "laos": True}


def test_what_was_freed_goes_back_to_the_system() -> None:
    told = told_by(
        "import json\n"
        "from config.memory import give_back\n"
        "def resident():\n"
        "    with open('/proc/self/statm') as told: return int(told.read().split()[1]) * 4096\n"
        "held = [bytes(2_000) for _ in range(40_000)]\n"
        "last = bytes(2_000)  # Above them: what is free below it stays with the process.\n"
        "full = resident()\n"
        "del held\n"
        "give_back()\n"
        "print(json.dumps({'given': full - resident() > 40_000_000}))"
    )
    assert told == {"given": True}
