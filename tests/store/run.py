#!/usr/bin/env python3
"""The case file when things go wrong: killed at any moment, a disk that fills, two writers, files that are no case.

Killed: `add`, `correct` and `undo` end by SIGKILL after a random time; whatever had been told as done must be there, every article whole or not at all, the file
sound. The moments are drawn from the times that undisturbed runs take, so that they fall everywhere between the start and the end."""
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))
from suite import ENVIRONMENT, LONG, MODEL, PROGRAM, ROOT, SANITIZED, STORY, Suite, hearsay, spoken, tell  # noqa: E402

KILLS = 200 if LONG and not SANITIZED else 15
SEED = int(os.environ.get("HEARSAY_SEED", "20260801"))
WHO = ["--who", "tester", "--reason", "a test"]


def article(number, sentences=6):
    """An article that is like no other, with something to find in it."""
    body = " ".join(f'Mayor Jane Roe{number} said on Monday that bridge {number} would cost {number + i} crowns. "We will not pay {i} more," she said.' for i in range(sentences))
    return {"id": f"a{number}", "outlet": f"Outlet {number % 7}", "published": f"2024-05-{number % 28 + 1:02d}", "title": f"Bridge {number}", "text": body}


def record(number):
    """The same as a record, so that no model is needed to make a case of it."""
    text = f"Jane Roe{number} said the bridge {number} is safe. Carl Dorn denied the bridge {number} is safe."
    first, second = text.index("the bridge"), text.rindex("the bridge")
    cues = [[text.index(cue), text.index(cue) + len(cue)] for cue in ("said", "denied")]
    people = [{"id": i, "name": name, "kind": "person", "titles": [], "mentions": [[text.index(name), text.index(name) + len(name)]]}
              for i, name in enumerate((f"Jane Roe{number}", "Carl Dorn"))]
    statements = [{"id": i, "parent": None, "source": people[i]["mentions"][0], "cue": cues[i], "content": [[begin, begin + len(f"the bridge {number} is safe")]],
                   "form": "indirect", "act": act, "negated": False, "speaker": i, "chain": [i], "naming": "named", "access": "unknown", "access_evidence": None,
                   "addressee": None, "when": None, "where": None, "confidence": 0.9} for i, (begin, act) in enumerate(((first, "state"), (second, "deny")))]
    return {"hearsay": 1, "id": f"r{number}", "input": "made", "url": None, "outlet": "Made", "published": "2024-05-01", "byline": None, "title": f"Bridge {number}",
            "text": text, "people": people, "attributions": statements, "diagnostics": []}


def lines(path, objects):
    path.write_text("".join(json.dumps(one) + "\n" for one in objects))
    return path


def spoil(case, sql):
    db = sqlite3.connect(case)
    db.executescript(sql)
    db.close()
    return case


def rows(case, sql):
    db = sqlite3.connect(case)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def one(case, sql):
    return rows(case, sql)[0][0]


def whole(case):
    """What is wrong with a case; empty: nothing."""
    if not case.exists() or case.stat().st_size == 0:
        return []
    wrong = [row[0] for row in rows(case, "PRAGMA integrity_check") if row[0] != "ok"]
    wrong += [f"foreign key: {row}" for row in rows(case, "PRAGMA foreign_key_check")]
    if not rows(case, "SELECT 1 FROM sqlite_schema LIMIT 1"):
        return wrong
    parts = {"record": "derived_record", "shelf": "derived_shelf", "words": "derived_words_docsize", "read": "read_article"}
    counts = {name: one(case, f"SELECT count(*) FROM {table}") for name, table in parts.items()}
    if len(set(counts.values())) != 1:
        wrong.append(f"half an article: {counts}")
    half = one(case, "SELECT count(*) FROM derived_shelf s WHERE n_attributions <> (SELECT count(*) FROM derived_statement t WHERE t.article = s.article)")
    lost = one(case, "SELECT count(*) FROM derived_statement WHERE statement NOT IN (SELECT id FROM derived_said_docsize)")
    unsettled = one(case, "SELECT count(*) FROM decided_decision d WHERE decision NOT IN (SELECT decision FROM derived_stands)"
                          " AND NOT EXISTS (SELECT 1 FROM decided_decision u WHERE u.undoes = d.decision)")
    return wrong + [f"{what}: {n}" for what, n in (("articles without all statements", half), ("statements without words", lost), ("unsettled decisions", unsettled)) if n]


# ---- killed ----

def start(*arguments):
    return subprocess.Popen([str(PROGRAM), *map(str, arguments)], cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def killed_after(seconds, *arguments):
    """Runs and kills; (what it had printed, whether it was killed before its end)."""
    process = start(*arguments)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    out, _ = process.communicate(timeout=120)
    return out, process.returncode == -signal.SIGKILL


def kill_adding(suite, folder, draw, n):
    """One case, killed again and again while articles are added; every start goes on where the last one stopped."""
    cut, total, moved, round_number, before = 0, 24, 0, 0, 0
    case, inputs = folder / "adding.case", folder / "adding.ndjson"
    for i in range(n):
        if before == total or i == 0:
            round_number += 1
            for path in folder.glob("adding.case*"):
                path.unlink()
            lines(inputs, [article(round_number * 1000 + k) for k in range(total)])
            before = 0
            started = time.time()
            if i == 0:
                hearsay("--case", case, "add", inputs)
                usual = time.time() - started
                case.unlink()
        _, was_cut = killed_after(draw.uniform(0, usual), "--case", case, "add", inputs)
        cut += was_cut
        wrong = whole(case)
        now = one(case, "SELECT count(*) FROM read_article") if case.exists() and case.stat().st_size and rows(case, "SELECT 1 FROM sqlite_schema") else 0
        if wrong or now < before:
            suite.check(False, f"adding, kill {i + 1} (seed {SEED})", f"{wrong}, articles {before} -> {now}")
            return
        moved += now - before
        before = now
    suite.check(True, "adding")
    suite.check(cut > 0 and moved > 0, f"adding: {cut} of {n} runs killed before their end, {moved} articles kept by those that were", "the moments miss the run")
    done = hearsay("--case", case, "add", inputs)
    suite.check(done.returncode == 0 and one(case, "SELECT count(*) FROM read_article") == total and not whole(case), "adding: the last run ends what was begun", tell(done))
    return cut


def decisions(case):
    return [row[0] for row in rows(case, "SELECT decision || kind || correction || who FROM decided_decision ORDER BY decision")]


def command(draw, number):
    place = f"{draw.randrange(1, 21)}:{draw.randrange(2)}"
    return draw.choice([["correct", "speaker", place, f"Eve Fox {number}"], ["correct", "merge", f"Jane Roe{draw.randrange(1, 21)}", f"Ann Poe {number}"],
                        ["correct", "not-attribution", f"{draw.randrange(1, 21)}:0"], ["undo"]])


def kill_correcting(suite, folder, draw, n):
    case, inputs = folder / "correcting.case", lines(folder / "correcting.jsonl", [record(i) for i in range(1, 21)])
    done = hearsay("--case", case, "import", inputs)
    if not suite.check(done.returncode == 0, "correcting: the case is made", tell(done)):
        return 0
    started = time.time()
    hearsay("--case", case, "correct", "speaker", "1:0", "Eve Fox", *WHO)
    usual, cut, before = time.time() - started, 0, decisions(case)
    for i in range(n):
        arguments = command(draw, i)
        out, was_cut = killed_after(draw.uniform(0, usual * 1.1), "--case", case, *arguments, *(WHO if arguments[0] == "correct" else WHO[:2]))
        cut += was_cut
        now, wrong = decisions(case), whole(case)
        told = bool(out.strip())
        if wrong or now[:len(before)] != before or len(now) > len(before) + 1 or (told and arguments[0] == "undo" and len(now) == len(before)):
            suite.check(False, f"correcting, kill {i + 1} (seed {SEED}), {arguments}", f"{wrong}\nbefore {before[-2:]}\nnow {now[-3:]}\nprinted {out!r}")
            return 0
        before = now
    suite.check(True, "correcting")
    suite.check(cut > 0 and len(before) > 1, f"correcting: {cut} of {n} runs killed before their end, {len(before)} decisions kept", "the moments miss the run")
    return cut


# ---- a disk that fills ----

def mounted(folder, kib):
    folder.mkdir()
    return os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)], capture_output=True).returncode == 0


def full_disk(suite, folder):
    inputs, disk = lines(folder / "full.jsonl", [record(i) for i in range(1, 2001)]), folder / "disk"
    small = mounted(disk, 1200)
    case = (disk if small else folder) / "full.case"
    limit = None if small else lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (1_200_000, 1_200_000)))
    what = "a full disk" if small else "a file that may not grow"
    try:
        done = hearsay("--case", case, "import", inputs, preexec_fn=limit)
        suite.check(done.returncode == 2 and spoken(done, str(case)) and (not small or b"disk is full" in done.stderr), f"{what}: import, told", tell(done))
        kept = one(case, "SELECT count(*) FROM read_article") if case.exists() and case.stat().st_size else 0
        suite.check(not whole(case), f"{what}: the case is sound, {kept} articles", whole(case))
        found = hearsay("--case", case, "search", "--json", "bridge", preexec_fn=limit)
        suite.check(found.returncode == (0 if kept else 2 if not case.exists() else 1), f"{what}: it can be searched", tell(found))
        if small:
            subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], capture_output=True)
        done = hearsay("--case", case, "import", inputs)
        suite.check(done.returncode == 0 and one(case, "SELECT count(*) FROM read_article") == 2000 and not whole(case), f"{what}: with room, the rest", tell(done))
    finally:
        if small:
            subprocess.run(["umount", str(disk)], capture_output=True)


# ---- several at once ----

def two_writers(suite, folder):
    case = folder / "two.case"
    inputs = [lines(folder / f"two{i}.jsonl", [record(k) for k in range(i * 300, i * 300 + 600)]) for i in range(3)]
    running = [start("--case", case, "import", path) for path in inputs]
    ended = [(process.communicate(timeout=240), process.returncode) for process in running]
    suite.check(all(code in (0, 2) for _, code in ended), "three writers at once: they end", ended)
    told = [err.decode() for (_, err), code in ended if code]
    suite.check(all("another program is writing" in words for words in told), "three writers at once: whoever gives up says why", told)
    for path in inputs:
        hearsay("--case", case, "import", path)
    suite.check(one(case, "SELECT count(*) FROM read_article") == 1200 and not whole(case), "three writers at once: every article once", whole(case))
    holder = sqlite3.connect(case, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    started = time.time()
    found = hearsay("--case", case, "search", "--json", "bridge")
    suite.check(found.returncode == 0, "while somebody writes: read", tell(found))
    done = hearsay("--case", case, "correct", "speaker", "1:0", "Eve", *WHO)
    suite.check(done.returncode == 2 and spoken(done, str(case), "another program is writing") and 8 < time.time() - started < 60, "while somebody writes: waits, then told", tell(done))
    holder.execute("ROLLBACK")
    holder.close()
    done = hearsay("--case", case, "correct", "speaker", "1:0", "Eve", *WHO)
    suite.check(done.returncode == 0, "when he is done: kept", tell(done))


# ---- files that are no case ----

def refused(suite, what, case, *words, commands=(("search", "bridge"), ("correct", "speaker", "1:0", "Eve", *WHO), ("log",), ("accounts",))):
    before = case.read_bytes() if case.is_file() else None
    for arguments in commands:
        done = hearsay("--case", case, *arguments)
        suite.check(done.returncode == 2 and not done.stdout and spoken(done, str(case), *words), f"{what}: {arguments[0]}, told", tell(done))
    suite.check((case.read_bytes() if case.is_file() else None) == before, f"{what}: nothing in it changed")


def no_case(suite, folder, good):
    ADD = (("add", "examples/council.txt"), ("search", "bridge"), ("log",))
    refused(suite, "not there", folder / "nothing.case", "no such case")
    suite.check(not (folder / "nothing.case").exists(), "not there: not made by asking")
    refused(suite, "a folder", folder, "not a file", commands=ADD)
    refused(suite, "a device", Path("/dev/null"), "not a file", commands=ADD)
    text = folder / "text.case"
    text.write_text("The mayor said it was safe.\n" * 500)
    refused(suite, "a text", text, "not a case file", commands=ADD)
    short = folder / "short.case"
    short.write_text("hello\n")
    refused(suite, "a short text", short, "not a case file", commands=ADD)
    other = folder / "other.case"
    spoil(other, "CREATE TABLE bookmarks (url TEXT)")
    refused(suite, "another program's database", other, "another program", commands=ADD)
    newer = spoil(shutil.copy(good, folder / "newer.case"), "PRAGMA user_version = 99")
    refused(suite, "a newer version", newer, "newer hearsay", commands=ADD)
    foreign = spoil(shutil.copy(good, folder / "foreign.case"), "CREATE TRIGGER t AFTER INSERT ON derived_kept BEGIN SELECT 1; END")
    refused(suite, "a foreign trigger", foreign, "changed by another program", commands=ADD)
    cut = folder / "cut.case"
    cut.write_bytes(good.read_bytes()[:-8192])
    refused(suite, "cut off", cut, "damaged", commands=ADD)
    empty = folder / "empty.case"
    empty.write_bytes(b"")
    done = hearsay("--case", empty, "search", "bridge")
    suite.check(done.returncode in (1, 2) and spoken(done), "an empty file: nothing in it, told", tell(done))
    dangling = folder / "dangling.case"
    dangling.symlink_to("nowhere.case")
    refused(suite, "a dangling link", dangling, "no such case", commands=(("search", "bridge"),))


def damaged(suite, folder, good, draw):
    """Bytes of pages spoilt at random: told or found, but no crash, no half answer with a good status, no hanging."""
    whole_file = good.read_bytes()
    for i in range(12 if LONG else 6):
        case = folder / f"damaged{i}.case"
        spoilt = bytearray(whole_file)
        for _ in range(200):
            at = draw.randrange(4096, len(spoilt) - 64)
            spoilt[at:at + 64] = draw.randbytes(64)
        case.write_bytes(bytes(spoilt))
        for arguments in (("search", "bridge"), ("accounts", "--json"), ("log",), ("correct", "speaker", "1:0", "Eve", *WHO)):
            done = hearsay("--case", case, *arguments, timeout=120)
            suite.check(done.returncode in (0, 1, 2) and (done.returncode == 0 or spoken(done)), f"damaged {i}: {arguments[0]}", tell(done))
        case.unlink()


def links(suite, folder, good):
    target = shutil.copy(good, folder / "target.case")
    link = folder / "link.case"
    link.symlink_to("target.case")
    done = hearsay("--case", link, "correct", "speaker", "2:0", "Eve", *WHO)
    suite.check(done.returncode == 0 and link.is_symlink() and len(decisions(target)) == 1, "a link: what it points to is written", tell(done))
    process = start("--case", link, "serve", "--port", "0")
    process.stdout.readline()
    done = hearsay("--case", target, "correct", "speaker", "3:0", "Eve", *WHO)
    process.kill()
    process.communicate()
    done = hearsay("--case", link, "log", "--json")
    suite.check(done.returncode == 0 and len(json.loads(done.stdout)["decisions"]) == 2, "a link after a kill, with a log beside its target", tell(done))


def read_only(suite, folder, good):
    place = folder / "closed"
    place.mkdir()
    case = shutil.copy(good, place / "closed.case")
    if os.geteuid() == 0:
        # Root may write anything; nobody may not.
        if not all(path.stat().st_mode & 0o001 for path in [PROGRAM, *PROGRAM.parents, MODEL.parent]):
            return suite.skip("read-only", "the program's folder is closed to other users")
        user = {"user": 65534, "environment": {"HEARSAY_MODEL": str(MODEL.parent)}}
    else:
        user = {}
    for path in (folder, place):
        path.chmod(0o755)
    case.chmod(0o444)
    place.chmod(0o555)
    for where in ("a read-only file in a read-only folder", "a read-only file"):
        done = hearsay("--case", case, "search", "bridge", **user)
        suite.check(done.returncode == 0, f"{where}: search", tell(done))
        for arguments in (("add", "examples/council.txt"), ("correct", "speaker", "1:0", "Eve", *WHO), ("undo", *WHO[:2])):
            done = hearsay("--case", case, *arguments, **user)
            suite.check(done.returncode == 2 and spoken(done, str(case), "read-only"), f"{where}: {arguments[0]}, told", tell(done))
        place.chmod(0o777)
    place.chmod(0o555)
    case.chmod(0o666)
    done = hearsay("--case", case, "correct", "speaker", "1:0", "Eve", *WHO, **user)
    suite.check(done.returncode == 2 and spoken(done, str(case)), "a read-only folder: correct, told", tell(done))
    place.chmod(0o755)


def large(suite, folder):
    """A question of one's own in a case of more than 400 articles: some are chosen, and that is told."""
    case = folder / "large.case"
    hearsay("--case", case, "import", lines(folder / "large.jsonl", [record(i) for i in range(1, 411)]))
    done = hearsay("--case", case, "accounts", "--json", "--question", "Is the bridge closed?")
    chosen = json.loads(done.stdout or "{}").get("chosen") if done.returncode in (0, 1) else None
    suite.check(bool(chosen) and chosen["of"] == 410 and 0 < chosen["articles"] <= 400, "a large case: articles are chosen for a question", tell(done))
    done = hearsay("--case", case, "accounts", "--question", "Is the bridge closed?")
    told = f"The case has {410 - chosen['articles']} more articles" if chosen else "?"
    plain = lambda out: " ".join(str(out).replace("\\n", " ").split())  # noqa: E731
    suite.check(told in plain(done.stdout), "a large case: the terminal says so", tell(done))
    done = hearsay("--case", case, "export", "--format", "html", "--question", "Is the bridge closed?")
    suite.check(told in plain(done.stdout), "a large case: the report says so", tell(done))
    done = hearsay("--case", case, "accounts", "--json")
    suite.check('"chosen"' not in str(done.stdout), "a large case: without a question all are compared", tell(done))


def joined(suite, folder):
    """Two questions that a person made one: statements of the two share an origin only where one voice speaks."""
    case = folder / "joined.case"
    hearsay("--case", case, "add", STORY)
    look = lambda: json.loads(hearsay("--case", case, "accounts", "--json").stdout)["questions"]  # noqa: E731
    answered = [q for q in look() if any(c["answer"] in ("yes", "no") for c in q["claims"])]
    place = lambda c: (c["case_article"], c["attribution"])  # noqa: E731
    first, second = answered[0]["claims"], next(q["claims"] for q in answered[1:] if not {place(c) for c in q["claims"]} & {place(c) for c in answered[0]["claims"]})
    said = lambda claims: ":".join(map(str, place(next(c for c in claims if c["answer"] in ("yes", "no")))))  # noqa: E731
    done = hearsay("--case", case, "correct", "same-question", said(first), said(second), *WHO)
    suite.check(done.returncode == 0, "joined: two questions are made one", tell(done))
    after = next((q for q in look() if {place(c) for c in first + second} <= {place(c) for c in q["claims"]}), None)
    if not suite.check(after is not None, "joined: their statements stand under one", len(first)):
        return
    drawn = json.loads(hearsay("--case", case, "origins", "--json", after["text"]).stdout)
    one, other = ({c["speaker"] for c in mine} - {c["speaker"] for c in theirs} - {None} for mine, theirs in ((first, second), (second, first)))
    nodes = [(node["label"], node["origin"]) for node in drawn["nodes"] if node["kind"] == "speaker"]
    wrong = [(a, b) for a, n in nodes for b, m in nodes if n == m and a in one and b in other]
    suite.check({a for a, _ in nodes} & one and {a for a, _ in nodes} & other and not wrong, "joined: two speakers are not one origin by the number they had", (nodes, wrong))


def main():
    suite = Suite("store")
    if not MODEL.exists():
        suite.skip("all", f"no weights at {MODEL}")
        suite.close()
    draw = random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="hearsay-store-") as name:
        folder = Path(name)
        good = folder / "good.case"
        done = hearsay("--case", good, "import", lines(folder / "good.jsonl", [record(i) for i in range(1, 101)]))
        if suite.check(done.returncode == 0 and not whole(good), "a case of records", tell(done)):
            no_case(suite, folder, good)
            links(suite, folder, good)
            read_only(suite, folder, good)
            damaged(suite, folder, good, draw)
            two_writers(suite, folder)
            large(suite, folder)
            joined(suite, folder)
            full_disk(suite, folder)
            cut = kill_adding(suite, folder, draw, KILLS), kill_correcting(suite, folder, draw, KILLS)
            if LONG:
                print(f"  killed before their end: {cut[0]} of {KILLS} runs of adding, {cut[1]} of {KILLS} of correcting")
    suite.close()


if __name__ == "__main__":
    main()
