"""Labels texts with a teacher: PER, ORG, LOC, MISC spans, a JSON line a document.

    silver.py MODEL_DIR OUT IN.jsonl[.gz]...     IN: rows with "text" (and "id")
"""
import gzip, json, sys, spacy
MAP = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC", "LAW": "MISC", "WORK_OF_ART": "MISC", "PRODUCT": "MISC", "LANGUAGE": "MISC"}

nlp = spacy.load(sys.argv[1], exclude=["tagger", "parser", "lemmatizer", "attribute_ruler", "senter"])
with open(sys.argv[2], "w") as out:
    for path in sys.argv[3:]:
        path, _, n = path.partition(":")
        fh = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
        rows = [json.loads(l) for l in fh]
        if n:
            rows = rows[:: max(1, len(rows) // int(n))]
        for row, doc in zip(rows, nlp.pipe((r["text"] for r in rows), batch_size=16)):
            ents = []
            for e in doc.ents:
                t = MAP.get(e.label_)
                if t is None: continue
                s, x = e.start_char, e.end_char
                if row["text"][s:x].endswith(("'s", "’s")): x -= 2
                ents.append({"start": s, "end": x, "type": t})
            out.write(json.dumps({"id": row["id"], "text": row["text"], "entities": ents}) + "\n")
