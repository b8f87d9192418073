#!/usr/bin/env python3
"""How comparing grows: made-up records of 10 to 100,000 statements, the time and the memory of accounts_of, and the exponent between steps.

usage: growth.py ACCOUNTS_OF [statements ...]

The words follow Zipf's law over 20,000 made-up words and 400 listed verbs; one statement in five repeats an earlier one, with a "not" in half of these.
"""
import itertools, json, math, os, random, resource, subprocess, sys, tempfile, time

VERBS = "accept reject sign visit order approve fund build close open attack defend buy sell join leave cancel praise warn thank arrest free".split()


def made_up(random_, n):
    letters = "bdfgklmnprstvz", "aeiou"
    return ["".join(random_.choice(letters[k % 2]) for k in range(random_.randint(4, 9))) for _ in range(n)]


def story(n, path):
    r = random.Random(n)
    words, said = made_up(r, 20000), []
    weights = list(itertools.accumulate(1 / (k + 2) for k in range(len(words))))
    with open(path, "w", encoding="utf-8") as out:
        for a in range(0, n, 10):
            text, attributions = "", []
            for k in range(min(10, n - a)):
                if said and r.random() < 0.2:
                    s, v, o = r.choice(said)
                else:
                    s, v, o = r.choices(words, cum_weights=weights)[0], r.choice(VERBS), r.choices(words, cum_weights=weights, k=3)
                    said.append((s, v, o))
                content = f"{s} did {'not ' if r.random() < 0.1 else ''}{v} the {o[0]} of {o[1]} in {o[2]}"
                begin = len(text) + 10
                text += f"Someone {k} " + content + ". "
                attributions.append({"content": [[begin, begin + len(content)]], "speaker": k, "chain": [k], "naming": "named", "form": "indirect"})
            people = [{"name": f"Name {r.choice(words)}", "kind": "person", "mentions": []} for _ in range(10)]
            print(json.dumps({"id": f"a{a}", "text": text, "people": people, "attributions": attributions}), file=out)


def main():
    program, sizes, last = sys.argv[1], [int(x) for x in sys.argv[2:]] or [100, 1000, 10000, 100000], None
    for n in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "records.ndjson")
            story(n, path)
            begin = time.time()
            with open(os.devnull, "w") as null:
                process = subprocess.Popen([program, path], stdout=null, stderr=null)
                _, _, usage = os.wait4(process.pid, 0)
            seconds, kib = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
        exponent = f"{math.log(seconds / last[1]) / math.log(n / last[0]):.2f}" if last and last[1] > 0.02 else "-"
        print(f"{n:7d} statements  {seconds:8.2f} s  {kib / 1024:7.0f} MiB  exponent {exponent}", flush=True)
        last = (n, seconds)


main()
