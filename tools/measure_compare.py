#!/usr/bin/env python3
"""Comparing alone, story by story: the gold's spans, speakers and chains in, score_accounts.py's figures out.

usage: measure_compare.py ACCOUNTS_OF STORIES_DIR SCORE_ACCOUNTS [--records DIR] [--questions] [--judge [STORY=]JUDGE.hear...] [--only STORY...]

--records: take DIR/STORY.ndjson (what `hearsay read --json` wrote) instead of the gold. --questions: ask the gold's questions instead of finding some.
Prints a table; the pooled line leaves out the story 'hamburg', which nothing was tuned on.
"""
import argparse, json, os, subprocess, sys, tempfile


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program"); ap.add_argument("stories"); ap.add_argument("score"); ap.add_argument("--records"); ap.add_argument("--questions", action="store_true")
    ap.add_argument("--judge", nargs="*", default=[], help="STORY=JUDGE.hear, or one file for all: a story is judged by the one that was not trained on it")
    ap.add_argument("--only", nargs="*")
    a = ap.parse_args()
    here, pool = os.path.dirname(os.path.abspath(__file__)), {"opposed": [0, 0, 0], "agree": [0, 0, 0]}
    print("| story | found | opposed P | R | judged | agree P | R | judged | B-cubed F1 |\n|---|---|---|---|---|---|---|---|---|")
    for story in sorted(os.listdir(a.stories)):
        folder = os.path.join(a.stories, story)
        if not os.path.isdir(folder):
            continue
        if a.only and story not in a.only:
            continue
        judge = [j.split("=")[-1] for j in a.judge if "=" not in j or j.startswith(story + "=")][:1]
        with tempfile.TemporaryDirectory() as tmp:
            records, accounts = os.path.join(tmp, "r.ndjson"), os.path.join(tmp, "a.json")
            if a.records:
                records = os.path.join(a.records, story + ".ndjson")
            else:
                with open(records, "w") as out:
                    subprocess.run([sys.executable, os.path.join(here, "records_from_gold.py"), folder], stdout=out, check=True)
            asked = ["-j", judge[0]] if judge else []
            if a.questions:
                for q in json.load(open(os.path.join(folder, "gold.json"), encoding="utf-8"))["questions"]:
                    asked += ["-q", q["text"]]
            with open(accounts, "w") as out:
                subprocess.run([a.program, *asked, records], stdout=out)
            done = subprocess.run([sys.executable, a.score, folder, accounts, "--json"], stdout=subprocess.PIPE, check=True)
        r = json.loads(done.stdout)["accounts"]
        cell = lambda x: "-" if x is None else f"{x:.2f}"
        row = [story, cell(r["found"])]
        for kind in ("opposed", "agree"):
            k = r.get(kind, {"p": None, "r": 0, "judged": 0, "gold": 0})
            row += [cell(k["p"]), f"{k['r'] or 0:.3f}", f"{k['judged']}"]
            if story != "hamburg":
                pool[kind] = [x + y for x, y in zip(pool[kind], (round((k["p"] or 0) * k["judged"]), k["judged"], k["gold"]))]
        print("| " + " | ".join(row + [cell(r.get("b3", {}).get("f1"))]) + " |")
    for kind, (right, judged, gold) in pool.items():
        print(f"\npooled without hamburg, {kind}: precision {right}/{judged} = {right / max(judged, 1):.3f}, recall {right}/{gold} = {right / max(gold, 1):.4f}", end="")
    print()


main()
