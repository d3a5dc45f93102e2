#!/usr/bin/env python3
"""Measure the reader on public development sets: `make eval DATA=../shared/eval`.

    tools/eval.py DATA [--only timex,names,quotes] [--sets te3_aquaint,…] [--keep DIR] [--dossier BINARY]

DATA holds timex/, names/, quotes/ (JSON Lines) and score/ (the scorers). Every text goes through
`dossier annotate --each`, alone, with nothing but its id, date and text; the answer is put into
the scorers' shape and scored. One table comes out. --keep writes the predictions to DIR.
"""
import argparse
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
  quotes/polnear_train.jsonl, quotes/polnear_dev.jsonl
      PolNeAR: https://github.com/networkdynamics/PolNeAR
  score/timex.py, score/names.py, score/quotes.py
      scorers that print JSON with --json (TempEval-3's rules; exact F1; content partial F1 and who + what F1)
as JSON Lines with the offsets in Unicode code points, and run it again."""

TYPES = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def annotate(dossier, gold, folder):
    """What the reader finds in every text of `gold`, by id."""
    plain = Path(folder) / "in.jsonl"
    with open(plain, "w", encoding="utf-8") as out:
        for row in gold:
            given = {"id": row["id"], "text": row["text"]}
            date = row.get("dct") or row.get("date")
            if date:
                given["date"] = date
            out.write(json.dumps(given, ensure_ascii=False) + "\n")
    run = subprocess.run([dossier, "annotate", "--each", str(plain)], stdout=subprocess.PIPE, check=True)
    found = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    return {record["id"]: record for record in found}


def predictions(kind, gold, found):
    for row in gold:
        record = found[row["id"]]
        answer = {"id": row["id"], "text": row["text"]}
        if kind == "timex":
            answer["timexes"] = [
                {key: date[key] for key in ("start", "end", "type", "value")} for date in record["dates"]
            ]
        elif kind == "names":
            answer["entities"] = [
                {"start": m["start"], "end": m["end"], "type": TYPES[m["kind"]]}
                for m in record["mentions"]
                if m["kind"] in TYPES
            ]
        else:
            answer["attributions"] = [
                {key: s[key] for key in ("source", "cue", "content")} for s in record["statements"]
            ]
        yield answer


def score(data, kind, gold_path, pred_path, *options):
    command = [sys.executable, str(data / "score" / f"{kind}.py"), str(gold_path), str(pred_path), "--json", *options]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def f1(value):
    if isinstance(value, dict):
        value = value["f1"]
    if isinstance(value, list):
        value = value[2]
    return f"{100 * value:5.1f}"


def lines_of(data, kind, gold_path, pred_path):
    if kind == "timex":
        r = score(data, kind, gold_path, pred_path)
        yield "", [
            ("relaxed", f1(r["relaxed"])),
            ("strict", f1(r["strict"])),
            ("type", f1(r["type_f1"])),
            ("value", f1(r["value_f1"])),
        ]
    elif kind == "names":
        r = score(data, kind, gold_path, pred_path, "--types", "PER,ORG,LOC", "--no-the")
        yield "", [("exact", f1(r["exact"])), ("overlap", f1(r["overlap"]))]
    else:
        for name, options in [("all", []), ("direct,mixed", ["--kinds", "direct,mixed"]), ("directive", ["--directive"])]:
            r = score(data, kind, gold_path, pred_path, *options)
            yield name, [
                ("content partial", f1(r["partial"])),
                ("who + what", f1(r["end_to_end"])),
                ("P", f"{100 * r['partial']['p']:5.1f}"),
                ("R", f"{100 * r['partial']['r']:5.1f}"),
            ]


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--only", default="timex,names,quotes")
    ask.add_argument("--sets", default="")
    ask.add_argument("--keep", type=Path)
    ask.add_argument("--dossier", default="target/release/dossier")
    given = ask.parse_args()
    if not (given.data / "score").is_dir():
        sys.exit(MISSING.format(data=given.data))
    wanted = set(filter(None, given.sets.split(",")))
    print(f"{'set':<28} {'kind':<13} figures (F1 unless P, R)")
    with tempfile.TemporaryDirectory() as folder:
        keep = given.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        for kind in given.only.split(","):
            for gold_path in sorted((given.data / kind).glob("*.jsonl")):
                if wanted and gold_path.stem not in wanted:
                    continue
                gold = rows(gold_path)
                found = annotate(given.dossier, gold, folder)
                pred_path = keep / f"{gold_path.stem}.pred.jsonl"
                with open(pred_path, "w", encoding="utf-8") as out:
                    for answer in predictions(kind, gold, found):
                        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
                for name, figures in lines_of(given.data, kind, gold_path, pred_path):
                    shown = "  ".join(f"{label} {value}" for label, value in figures)
                    print(f"{gold_path.stem:<28} {name:<13} {shown}", flush=True)


if __name__ == "__main__":
    main()
