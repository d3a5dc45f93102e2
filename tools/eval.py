#!/usr/bin/env python3
"""Measure the reader on public development sets: `make eval DATA=../shared/eval`.

    tools/eval.py DATA [--only timex,names,quotes] [--sets te3_aquaint,…] [--halves] [--keep DIR] [--dossier BINARY]

DATA holds timex/, names/, quotes/ (JSON Lines) and score/ (the scorers). Every text goes through
`dossier annotate --each`, alone, with nothing but its id, date and text; the answer is put into
the scorers' shape and scored. One table comes out, each figure beside what it is to reach on sets
of its kind that nobody here has seen. The last column says what a figure is worth: sets that the
shipped weights were trained on say nothing about unseen texts. --halves splits the date sets by a
hash of the document's id; docs/QUALITY.md says of which halves errors were looked at.
--keep writes the predictions to DIR.
"""
import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

MISSING = """{data} holds no evaluation data. These are third-party sets that do not come with the project. Put there
  timex/te3_timebank.jsonl, timex/te3_aquaint.jsonl
      TempEval-3's TimeBank and AQUAINT: https://figshare.com/articles/dataset/TempEval-3_data/9586532
  names/re3d_train.jsonl, names/crossner_politics_dev.jsonl
      re3d: https://github.com/dstl/re3d  CrossNER: https://github.com/zliucr/CrossNER
  quotes/polnear_dev.jsonl (quotes/polnear_train.jsonl is what the weights are trained on)
      PolNeAR: https://github.com/networkdynamics/PolNeAR
  score/timex.py, score/names.py, score/quotes.py
      scorers that print JSON with --json (TempEval-3's rules; exact F1; content partial F1 and who + what F1)
as JSON Lines with the offsets in Unicode code points, and run it again."""

TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}

# What the shipped weights were trained on.
TRAINED_ON = {"crossner_politics_dev", "re3d_train", "polnear_train"}

# Exact F1 to reach on unseen sets of the same kind.
NAMES_TO_REACH = {"crossner_politics_dev": 66, "re3d_train": 34}

# What is compared, the statements taken (by kind), the scorer's options, what is to be reached.
STATEMENTS = [
    ("all statements", None, [], (60, 50)),
    ("direct + mixed quotes: kind quote", "quote", ["--kinds", "direct,mixed"], (88, 78)),
    ("direct + mixed quotes: all kinds taken", None, ["--kinds", "direct,mixed"], (88, 78)),
    ("direct quotes: kind quote", "quote", ["--kinds", "direct"], (88, 78)),
    ("direct quotes: all kinds taken", None, ["--kinds", "direct"], (88, 78)),
    ("directives: kind directive", "directive", ["--directive"], (None, 45)),
    ("directives: all kinds taken", None, ["--directive"], (None, 45)),
]


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(path, answers):
    with open(path, "w", encoding="utf-8") as out:
        for answer in answers:
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")


def annotate(dossier, gold, folder):
    """What the reader finds in every text of `gold`, by id."""
    plain = Path(folder) / "in.jsonl"
    given = []
    for row in gold:
        date = row.get("dct") or row.get("date")
        given.append({"id": row["id"], "text": row["text"], **({"date": date} if date else {})})
    write(plain, given)
    run = subprocess.run([dossier, "annotate", "--each", str(plain)], stdout=subprocess.PIPE, check=True)
    found = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    return {record["id"]: record for record in found}


def score(data, kind, gold_path, pred_path, *options):
    command = [sys.executable, str(data / "score" / f"{kind}.py"), str(gold_path), str(pred_path), "--json", *options]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def line(name, what, figures, note=""):
    """`figures`: (label, F1 from 0 to 1, to reach in percent or None)."""
    shown = []
    for label, value, target in figures:
        shown.append(f"{label} {100 * value:5.1f}" + (f" ({target})" if target is not None else ""))
    print(f"{name:<22} {what:<40} {'  '.join(shown):<62} {note}".rstrip(), flush=True)


def second_half(row):
    return hashlib.sha256(row["id"].encode()).digest()[0] % 2 == 1


def dates(data, name, gold, found, folder, halves):
    parts = [("dates", gold, "rules written on this set")]
    if halves:
        parts.append(("dates, first half", [row for row in gold if not second_half(row)], ""))
        parts.append(("dates, second half", [row for row in gold if second_half(row)], ""))
    for what, part, note in parts:
        gold_path, pred_path = folder / "gold.jsonl", folder / f"{name}.pred.jsonl"
        keys = ("start", "end", "type", "value")
        write(gold_path, part)
        write(
            pred_path,
            ({"id": row["id"], "timexes": [{k: d[k] for k in keys} for d in found[row["id"]]["dates"]]} for row in gold),
        )
        r = score(data, "timex", gold_path, pred_path)
        figures = [("value", r["value_f1"], 82), ("strict", r["strict"][2], 85), ("relaxed", r["relaxed"][2], 93)]
        line(name, what, [*figures, ("type", r["type_f1"], None)], note)


def names(data, name, gold_path, gold, found, folder):
    def entities(record):
        return [
            {"start": m["start"], "end": m["end"], "type": TYPES[m["kind"]]}
            for m in record["mentions"]
            if m["kind"] in TYPES
        ]

    pred_path = folder / f"{name}.pred.jsonl"
    write(pred_path, ({"id": row["id"], "entities": entities(found[row["id"]])} for row in gold))
    r = score(data, "names", gold_path, pred_path, "--types", "PER,ORG,LOC", "--no-the")
    figures = [("exact", r["exact"]["f1"], NAMES_TO_REACH.get(name)), ("overlap", r["overlap"]["f1"], None)]
    note = "trained on: docs/QUALITY.md has it without" if name in TRAINED_ON else ""
    line(name, "people, organisations, places", figures, note)


def statements(data, name, gold_path, gold, found, folder):
    for what, kind, options, (content, who) in STATEMENTS:
        pred_path = folder / f"{name}.{kind or 'all'}.pred.jsonl"
        write(
            pred_path,
            (
                {
                    "id": row["id"],
                    "attributions": [
                        {key: s[key] for key in ("source", "cue", "content")}
                        for s in found[row["id"]]["statements"]
                        if kind is None or s["kind"] == kind
                    ],
                }
                for row in gold
            ),
        )
        r = score(data, "quotes", gold_path, pred_path, *options)
        figures = [
            ("content", r["partial"]["f1"], content),
            ("who + what", r["end_to_end"]["f1"], who),
            ("P", r["partial"]["p"], None),
            ("R", r["partial"]["r"], None),
        ]
        line(name, what, figures, "trained on" if name in TRAINED_ON else "")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--only", default="timex,names,quotes")
    ask.add_argument("--sets", default="te3_timebank,te3_aquaint,crossner_politics_dev,re3d_train,polnear_dev")
    ask.add_argument("--halves", action="store_true")
    ask.add_argument("--keep", type=Path)
    ask.add_argument("--dossier", default="target/release/dossier")
    given = ask.parse_args()
    if not (given.data / "score").is_dir():
        sys.exit(MISSING.format(data=given.data))
    wanted = set(filter(None, given.sets.split(",")))
    print("F1 in percent, in brackets what is to be reached on unseen sets of the kind; P and R are of the content")
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for kind in given.only.split(","):
            for gold_path in sorted((given.data / kind).glob("*.jsonl")):
                name = gold_path.stem
                if wanted and name not in wanted:
                    continue
                gold = rows(gold_path)
                found = annotate(given.dossier, gold, scratch)
                if kind == "timex":
                    dates(given.data, name, gold, found, folder, given.halves)
                elif kind == "names":
                    names(given.data, name, gold_path, gold, found, folder)
                else:
                    statements(given.data, name, gold_path, gold, found, folder)


if __name__ == "__main__":
    main()
