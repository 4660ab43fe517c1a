"""Deliver in another process that is killed at random moments."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.deliveries import Parcel

if TYPE_CHECKING:
    from tests.contract.destinations.contract import World

_LONGEST_S = 0.25


def deliver_under_fire(world: World, goods: list[tuple[Parcel, Path]], kills: int) -> None:
    """Asserts after every kill that what is visible is whole and lies once; in the end, that all is there."""
    contents = {parcel.sha256: source.read_bytes() for parcel, source in goods}
    moment = random.Random(20260115)
    killed = 0
    while killed < kills:
        places = world.connector().reserve([parcel for parcel, _ in goods], ())
        expected = {place: contents[parcel.sha256] for (parcel, _), place in zip(goods, places, strict=True)}
        while killed < kills:
            done = _deliver(world, goods, places, moment.uniform(0, _LONGEST_S))
            visible = world.visible()
            partial = [place for place, content in visible.items() if expected.get(place) != content]
            assert not partial
            if done:
                break
            killed += 1
        assert _deliver(world, goods, places, None)
        assert world.visible() == expected
        world.connector().check()
        assert world.left_over() == 0
        for place in places:
            world.remove(place)


def _deliver(world: World, goods: list[tuple[Parcel, Path]], places: list[str], life_s: float | None) -> bool:
    """True when the process came to its end."""
    jobs = [
        {"parcel": asdict(parcel), "source": str(source), "place": place}
        for (parcel, source), place in zip(goods, places, strict=True)
    ]
    task = json.dumps({"opener": world.opener, "settings": world.settings, "jobs": jobs})
    command = [sys.executable, "-m", "tests.contract.destinations.delivering_process"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        process.stdin.write(task)
        process.stdin.close()
        assert process.stdout.readline() == "started\n"
        if life_s is not None:
            time.sleep(life_s)
            process.kill()
        return process.stdout.read() == "done\n"
