#!/usr/bin/env python3
"""load.py [SECONDS]: 64 readers while one adds, bounded in count and time. Prints errors, the slowest answers, the longest a write waited."""
import json
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server import Server  # noqa: E402
from suite import STORY  # noqa: E402

READERS = 64
PATHS = ["/", "/questions/0", "/articles", "/articles/2", "/people", "/timeline", "/search?q=bridge", "/api/questions", "/api/log", "/person?name=Tomas%20Dragan"]


def read(server, number, end, times, errors):
    i = number
    while time.time() < end:
        path, started = PATHS[i % len(PATHS)], time.time()
        i += 1
        try:
            code = server.get(path)[0]
            if code != 200:
                errors.append((path, code))
        except OSError as error:
            errors.append((path, repr(error)))
        times.append(time.time() - started)


def decide(server, end, waits, errors):
    """A correction and its undoing every half second: how long a writer waits."""
    place = {"article": 2, "content": json.loads(server.get("/api/articles/2")[2])["attributions"][0]["content"]}
    while time.time() < end:
        started = time.time()
        code, _, answer = server.post("/api/corrections", {"kind": "not-attribution", **place, "who": "load", "reason": "load"})
        waits.append(time.time() - started)
        if code != 200:
            errors.append(("/api/corrections", code, answer[:200]))
            return
        started = time.time()
        server.post(f"/api/corrections/{json.loads(answer)['decision']}/undo", {"who": "load", "reason": "load"})
        waits.append(time.time() - started)
        time.sleep(0.5)


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20
    times, waits, errors = [], [], []
    with tempfile.TemporaryDirectory() as scratch, Server(Path(scratch) / "load.case") as server:
        server.add(STORY.read_bytes())
        server.get("/")
        lines = [json.loads(line) for line in STORY.read_text().splitlines()]
        more = "\n".join(json.dumps({**line, "id": f"{line['id']}-{i}", "text": line["text"] + f"\n\nEdition {i}.\n"}) for i in range(4) for line in lines)
        end = time.time() + seconds
        threads = [threading.Thread(target=read, args=(server, i, end, times, errors)) for i in range(READERS)]
        threads.append(threading.Thread(target=decide, args=(server, end, waits, errors)))
        for thread in threads:
            thread.start()
        job = server.add(more.encode(), seconds=seconds * 3)
        for thread in threads:
            thread.join()
    times.sort()
    print(f"{READERS} readers, {seconds:.0f} s, {len(times)} answers, {len(errors)} errors; one added {job['added']} articles meanwhile")
    print(f"answers: median {statistics.median(times) * 1000:.0f} ms, 95th {times[int(len(times) * .95)] * 1000:.0f} ms, slowest {times[-1] * 1000:.0f} ms")
    print(f"corrections: {len(waits)}, median {statistics.median(waits) * 1000:.0f} ms, slowest {max(waits) * 1000:.0f} ms" if waits else "no corrections")
    for error in errors[:10]:
        print("error:", error)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
