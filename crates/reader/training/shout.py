"""Copies of every twelfth text in capitals, cut to a heading's length, so that headings in capitals are learnt.

    shout.py IN.jsonl OUT.jsonl
"""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as rows, open(sys.argv[2], "w", encoding="utf-8") as out:
    for number, line in enumerate(rows):
        if number % 12:
            continue
        row = json.loads(line)
        # A character whose capital is two would move the offsets.
        text = "".join(c.upper() if len(c.upper()) == 1 else c for c in row["text"])
        cut = text.find("\n", 300)
        cut = cut if 0 < cut < 900 else 600
        row["text"] = text[:cut]
        row["entities"] = [entity for entity in row["entities"] if entity["end"] <= cut]
        out.write(json.dumps(row) + "\n")
