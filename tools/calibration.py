#!/usr/bin/env python3
"""Compare the reader's confidences with how often it is right.

    tools/calibration.py DATA [--dossier BINARY] [--halves] [--found names=FILE]

DATA is laid out as for tools/eval.py. Every text of a development set goes through `dossier annotate --each`;
facts are sorted into bins by confidence, and of each bin the mean confidence stands beside the share that the
annotators' answer confirms: a statement whose content overlaps one of theirs by half or more (each of theirs
counts once), a name of the same span and type (a leading article left out), a date of the same value whose span
overlaps. Answers are incomplete (a set may leave out kinds of name that the reader finds), so shares are lower
bounds. "off" is the mean distance of the two, weighted by the bins' sizes. --halves tells the two halves of a
set, by a hash of the document's id, apart. --found takes names from a file of rows with entities that have a
`confidence`, as the training example's --predict writes them, in place of the shipped reader's.
"""
import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from eval import MISSING, TYPES, annotate, rows  # noqa: E402

BINS = [0, 20, 30, 40, 50, 60, 70, 80, 90, 95, 101]
SETS = [
    ("statements", "quotes", "polnear_dev"),
    ("names", "names", "crossner_politics_dev"),
    ("dates", "timex", "te3_timebank"),
    ("dates", "timex", "te3_aquaint"),
]


def characters(spans):
    return {at for start, end in spans for at in range(start, end)}


def statements(gold, found):
    """(confidence, right) of every statement: one to one, the best overlaps first."""
    theirs = [characters(one["content"]) for one in gold["attributions"]]
    ours = [characters((span if isinstance(span, list) else [span["start"], span["end"]]) for span in one["content"])
            for one in found["statements"]]
    pairs = []
    for i, mine in enumerate(ours):
        for j, other in enumerate(theirs):
            both = len(mine & other)
            if both and both * 2 >= len(mine | other):
                pairs.append((both / len(mine | other), i, j))
    right, used = set(), set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in right and j not in used:
            right.add(i)
            used.add(j)
    return [(one["confidence"], i in right) for i, one in enumerate(found["statements"])]


def without_article(text, start, end):
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        if text[start:end].startswith(article):
            return start + len(article), end
    return start, end


def names(gold, found):
    text = gold["text"]
    theirs = {(*without_article(text, one["start"], one["end"]), one["type"]) for one in gold["entities"]}
    answers = found.get("mentions", found.get("entities"))
    out = []
    for one in answers:
        kind = TYPES.get(one.get("kind"), one.get("type"))
        if kind in ("PER", "ORG", "LOC"):
            out.append((one["confidence"], (*without_article(text, one["start"], one["end"]), kind) in theirs))
    return out


def dates(gold, found):
    def right(one):
        return any(one["start"] < other["end"] and other["start"] < one["end"] and one["value"] == other["value"]
                   for other in gold["timexes"])
    return [(one["confidence"], right(one)) for one in found["dates"]]


JUDGES = {"statements": statements, "names": names, "dates": dates}


def half(name):
    return hashlib.sha1(name.encode("utf-8")).digest()[0] % 2


def table(title, facts):
    print(f"{title}: {len(facts)} facts")
    off = 0.0
    for low, high in zip(BINS, BINS[1:]):
        inside = [fact for fact in facts if low <= fact[0] < high]
        if not inside:
            continue
        mean = sum(confidence for confidence, _ in inside) / len(inside)
        share = 100 * sum(right for _, right in inside) / len(inside)
        off += abs(mean - share) * len(inside)
        print(f"  {low:3}–{min(high, 101) - 1:3}  {len(inside):6} facts  confidence {mean:5.1f}  right {share:5.1f}")
    print(f"  off {off / max(1, len(facts)):.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--dossier", default="target/release/dossier")
    parser.add_argument("--halves", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--found", default="")
    options = parser.parse_args()
    given = dict([options.found.split("=", 1)]) if options.found else {}
    for kind, folder, name in SETS:
        path = options.data / folder / f"{name}.jsonl"
        if not path.exists():
            sys.exit(MISSING.format(data=options.data))
        if options.only and kind not in options.only.split(","):
            continue
        gold = rows(path)
        if kind in given:
            found = {row["id"]: row for row in rows(given[kind])}
        else:
            with tempfile.TemporaryDirectory() as scratch:
                found = annotate(options.dossier, gold, scratch)
        halves = [[], []]
        for row in gold:
            if row["id"] in found:
                halves[half(row["id"])] += JUDGES[kind](row, found[row["id"]])
        if options.halves:
            table(f"{kind}, {name}, first half", halves[0])
            table(f"{kind}, {name}, second half", halves[1])
        else:
            table(f"{kind}, {name}", halves[0] + halves[1])


if __name__ == "__main__":
    main()
