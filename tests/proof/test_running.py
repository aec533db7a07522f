"""The processes of a served academy: each comes back when it dies, none stays behind, and the worker loses no job."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest
from sqlalchemy import delete, select, update

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.jobs.models import ClockTick, Job
from akademia.mail.models import Letter
from akademia.mail.services import queue_letter
from tests.proof.academy import Academy

pytestmark = pytest.mark.proof
FREED_SECONDS = 2.0
on_sqlite = pytest.mark.parametrize("academy", ["sqlite"], indirect=True)  # what it tells has no database in it


def wait_until(true: Callable[[], bool], seconds: float = 60.0) -> float:
    """Return how long it took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds
        time.sleep(0.05)
    return time.monotonic() - began


def processes(academy: Academy, title: str = "") -> list[psutil.Process]:
    """Return the living descendants of the first process whose title begins so."""
    below = psutil.Process(academy.process.pid).children(recursive=True)
    return [one for one in below if is_alive(one) and one.name().startswith(title)]


def is_alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def queue_letters(academy: Academy, count: int) -> None:
    with academy.inside():
        for _ in range(count):
            queue_letter("jan@example.org", "probe", {"home_url": "http://localhost/"})
        commit()


def all_delivered(academy: Academy) -> bool:
    with academy.inside():
        return all(letter.state == "delivered" for letter in db.session.scalars(select(Letter)))


def files(academy: Academy) -> list[Path]:
    return sorted(Path(academy.own["AKADEMIA_INSTANCE"], "mail").glob("*.eml"))


@contextmanager
def silent_server() -> Iterator[tuple[int, Event]]:
    """A mail server that takes a call and then says nothing. Gives its port, and tells when it was called."""
    called = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        held: list[socket.socket] = []

        def take() -> None:
            held.append(listener.accept()[0])
            called.set()

        Thread(target=take, daemon=True).start()
        yield listener.getsockname()[1], called
        for one in held:
            one.close()


@on_sqlite
def test_killing_the_first_process_frees_the_port_and_a_second_start_works(academy):
    academy.start()
    left = processes(academy)
    assert len(left) >= 4

    academy.process.kill()
    academy.process.wait()

    assert wait_until(lambda: not academy.answers()) < FREED_SECONDS
    academy.start()
    wait_until(lambda: not any(is_alive(one) for one in left))


@on_sqlite
@pytest.mark.parametrize(("title", "count"), [("akademia-http", 1), ("akademia-web", 2), ("akademia-jobs", 1)])
def test_each_process_comes_back_when_it_dies(academy, title, count):
    academy.start()
    wait_until(lambda: len(processes(academy, title)) == count)
    killed = processes(academy, title)
    left = [below for one in killed for below in one.children()]
    for one in killed:
        one.kill()

    wait_until(lambda: not any(is_alive(one) for one in [*killed, *left]))
    wait_until(lambda: len(processes(academy, title)) == count)
    wait_until(academy.answers)
    queue_letters(academy, 1)
    wait_until(lambda: all_delivered(academy))


@on_sqlite
def test_asked_to_stop_it_ends_everything_and_frees_the_port(academy):
    academy.start()
    left = processes(academy)

    academy.process.send_signal(signal.SIGTERM)

    assert academy.process.wait(15) == 0
    assert not any(is_alive(one) for one in left)
    with socket.create_server(("127.0.0.1", academy.port)):
        pass


@on_sqlite
def test_a_second_start_on_the_port_in_use_says_so_and_the_first_goes_on(academy):
    academy.start()
    second = academy.run("serve")
    said, _ = second.communicate(timeout=60)

    assert second.returncode == 1
    assert f"Port {academy.port} jest zajęty" in said
    assert academy.answers()


@on_sqlite
def test_the_first_line_tells_the_address(academy):
    academy.start()
    wait_until(lambda: f"Akademia działa: http://localhost:{academy.port} " in academy.log.read_text())

    assert len(academy.log.read_text().splitlines()) == 1


@on_sqlite
def test_without_a_worker_letters_wait_for_the_command(academy):
    academy.own["AKADEMIA_WORKER"] = "off"
    academy.start()
    assert processes(academy, "akademia-jobs") == []
    queue_letters(academy, 1)

    assert "Załatwione listy: 1." in academy.run("mail", "deliver").communicate(timeout=60)[0]
    assert len(files(academy)) == 1


def test_three_workers_deliver_each_letter_once(academy):
    queue_letters(academy, 120)
    with academy.inside():
        db.session.execute(delete(Job).where(Job.kind != "mail.deliver"))  # what a new academy has to print and read
        commit()

    workers = [academy.run("worker", "--once") for _ in range(3)]
    said = [worker.communicate(timeout=60)[0] for worker in workers]

    assert [worker.returncode for worker in workers] == [0, 0, 0], said
    assert all_delivered(academy)
    assert len(files(academy)) == 120
    with academy.inside():
        jobs = db.session.scalars(select(Job)).all()
        assert {job.attempts for job in jobs} == {1}
        ticks = db.session.scalars(select(ClockTick.kind)).all()
        # Not by the clock alone: by the letters, by what became public.
        asked = {"mail.deliver", "search.refresh", "collections.follow"}
        assert sorted(job.kind for job in jobs if job.kind not in asked) == sorted(set(ticks) - asked)


def test_a_killed_workers_letter_is_delivered_by_the_next(academy):
    queue_letters(academy, 1)
    with silent_server() as (port, called):
        academy.own["AKADEMIA_MAIL_URL"] = f"smtp://127.0.0.1:{port}"
        worker = academy.run("worker")
        assert called.wait(60)
        worker.kill()
        worker.communicate()
    academy.own["AKADEMIA_MAIL_URL"] = "file:"

    academy.run("worker", "--once").communicate(timeout=60)
    assert files(academy) == []

    with academy.inside():
        db.session.execute(update(Job).where(Job.lease_until.is_not(None)).values(lease_until=clock.now()))
        commit()
    academy.run("worker", "--once").communicate(timeout=60)
    assert len(files(academy)) == 1
    assert all_delivered(academy)


def test_a_worker_asked_to_stop_ends_the_letter_under_way_first(academy):
    queue_letters(academy, 1)
    with silent_server() as (port, called):
        academy.own["AKADEMIA_MAIL_URL"] = f"smtp://127.0.0.1:{port}"
        worker = academy.run("worker")
        assert called.wait(60)
        worker.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(2)

    worker.communicate(timeout=20)
    assert worker.returncode == 0
    with academy.inside():
        job = db.session.scalars(select(Job).where(Job.kind == "mail.deliver")).one()
        assert (job.attempts, job.leased_by) == (1, None)
        assert job.last_error is not None
