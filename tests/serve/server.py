"""A server of a fresh case, for tests: started, asked, ended."""
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))
from suite import ENVIRONMENT, PROGRAM, ROOT  # noqa: E402


class Server:
    """`with Server(case) as server`: the program serving `case` at a free port."""

    def __init__(self, case):
        self.case = case

    def __enter__(self):
        self.process = subprocess.Popen([str(PROGRAM), "--case", str(self.case), "serve", "--port", "0"], cwd=ROOT, env=ENVIRONMENT,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        match = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", self.address)
        if not match:
            self.process.kill()
            raise RuntimeError(f"no address: {self.address!r} {self.process.stderr.read()}")
        self.port = int(match[1])
        self.token = re.search(r'name="hearsay-token" content="([0-9a-f]{64})"', self.get("/add")[2].decode())[1]
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, how=signal.SIGINT):
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            self.out, self.errors = self.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.out, self.errors = self.process.communicate()
        return self.process.returncode

    def ask(self, method, path, body=None, headers=None, timeout=60):
        """(status, headers, bytes)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, headers={key.replace("_", "-"): value for key, value in headers.items()})

    def post(self, path, body, type="application/json", token=True, **headers):
        own = {"Content-Type": type, **({"X-Hearsay-Token": self.token} if token is True else {"X-Hearsay-Token": token} if token else {})}
        return self.ask("POST", path, json.dumps(body) if isinstance(body, (dict, list)) else body, {**own, **headers})

    def add(self, body, type="application/octet-stream", name="", seconds=240):
        """Adds and waits until it has been read; the job."""
        code, _, answer = self.post(f"/api/articles?name={name}", body, type)
        job = json.loads(answer)
        if code != 202:
            raise RuntimeError(f"not added: {code} {answer[:200]}")
        end = time.time() + seconds
        while job["state"] in ("waiting", "running") and time.time() < end:
            time.sleep(0.1)
            job = json.loads(self.get(f"/api/jobs/{job['job']}")[2])
        return job
