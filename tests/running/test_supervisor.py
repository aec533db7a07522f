import os
import signal
import socket
import subprocess
import sys
from functools import partial

from akademia.core import parent
from akademia.running import supervisor
from akademia.running.supervisor import PROJECT, Child, is_taken


def test_a_port_on_which_nobody_listens_is_free(free_port):
    assert not is_taken(free_port)


def test_a_port_that_would_be_shared_without_a_word_is_taken(free_port):
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(("127.0.0.1", free_port))
        listener.listen()

        assert is_taken(free_port)


def test_a_start_on_a_taken_port_says_so_and_ends(free_port):
    asked = ["--port", str(free_port), "--address", "http://localhost"]

    with socket.create_server(("127.0.0.1", free_port)):
        ended = subprocess.run([sys.executable, "-m", supervisor.__name__, *asked], cwd=PROJECT, capture_output=True)

    assert ended.returncode == 1
    assert ended.stdout.decode().startswith(f"Port {free_port} jest zajęty")


def test_a_port_left_a_moment_ago_is_waited_for(free_port):
    stayer = subprocess.Popen(
        [sys.executable, "-c", f"import socket,time; s=socket.create_server(('127.0.0.1',{free_port})); time.sleep(60)"]
    )
    while not is_taken(free_port):
        pass
    stayer.kill()

    assert supervisor.is_free_soon(free_port)
    stayer.wait()


def test_a_child_that_keeps_dying_is_started_after_longer_and_longer_pauses(capfd):
    child, now, pauses = Child("Serwer", "probe", partial(sys.exit, 3)), 1000.0, []

    for _ in range(4):
        child.tend(now)
        assert child.process is not None
        child.process.join()
        child.tend(now)
        pauses.append(child.due_at - now)
        child.tend(child.due_at - 0.01)
        assert child.process is None
        now = child.due_at

    assert pauses == [0.5, 1.0, 2.0, 4.0]
    assert "Serwer: proces zakończył się (kod 3); nowy ruszy za 0.5 s." in capfd.readouterr().out


def test_a_child_that_lived_well_is_started_again_soon(capfd):
    child = Child("Serwer", "probe", sys.exit, failures=6)
    child.tend(1000.0)
    assert child.process is not None
    child.process.join()

    child.tend(1000.0 + supervisor.HEALTHY_SECONDS + 1)

    assert child.failures == 1


def test_a_child_that_will_not_stop_is_killed():
    told, tells = os.pipe()

    def deaf() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.write(tells, b"deaf")
        signal.pause()

    child = Child("Serwer", "probe", deaf)
    child.tend(1000.0)
    assert os.read(told, 4) == b"deaf"
    child.ask_to_stop()
    child.wait_or_kill(until=0.0)

    assert child.process.exitcode == -9


def test_the_process_that_children_are_forked_from_has_no_thread_and_no_connection(tmp_path):
    looked = (
        "import os; from akademia.core.db import db; from akademia.running import supervisor; app = supervisor.load()\n"
        "with app.app_context(): print(len(os.listdir('/proc/self/task')), db.engine.pool.checkedin())"
    )

    said = subprocess.run(
        [sys.executable, "-c", looked], cwd=PROJECT, capture_output=True, check=True, text=True,
        env={**os.environ, "AKADEMIA_INSTANCE": str(tmp_path)},
    )  # fmt: skip

    assert said.stdout.split() == ["1", "0"]


def test_a_process_with_nobody_to_follow_never_thinks_itself_orphaned():
    assert not parent.is_gone(None)
    assert not parent.is_gone(os.getppid())
    assert parent.is_gone(os.getppid() + 1)
