"""Given names that one sex alone bears, a line each: name, F or M. From the packages that lists.py takes names from.

    genders.py COMPROMISE_TSV > GENDERS_TSV
"""
import collections, importlib, os, pkgutil, re, sys, unicodedata
import faker.providers.person as fp, names

def fold(s):
    s = "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c)).lower()
    return s.replace("đ", "d").replace("ł", "l").replace("ø", "o").replace("ı", "i").replace("’", "'")

def words(provider, *attributes):
    for attribute in attributes:
        names = getattr(provider, attribute, ())
        if isinstance(names, (tuple, list, dict)):
            for word in map(fold, names):
                if re.fullmatch(r"[a-z][a-z']+", word): yield word

borne = collections.defaultdict(set)
# Where the family name stands first, it is no given name: "Kim", "Li".
families = {"jung", "lim", "park"}  # Faker has Korean ones in their own script
for m in pkgutil.iter_modules(fp.__path__):
    provider = importlib.import_module("faker.providers.person." + m.name).Provider
    if m.name in ("vi_VN", "zh_CN", "zh_TW", "ko_KR", "ja_JP"):
        families.update(words(provider, "last_names", "last_romanized_names", "romanized_last_names"))
        continue
    for sex, name in (("F", "female"), ("M", "male")):
        for word in words(provider, f"first_names_{name}", f"first_name_{name}"): borne[word].add(sex)
for line in open(sys.argv[1]):
    tag, name = line.rstrip("\n").split("\t")
    if tag in ("FemaleName", "MaleName") and re.fullmatch(r"[a-z][a-z']+", fold(name)): borne[fold(name)].add(tag[0])
# Where one sex bears a name six times as often the other does not count: the 1990 US census, in percent.
share = collections.defaultdict(lambda: {"F": 0.002, "M": 0.002})
for sex, name in (("F", "female"), ("M", "male")):
    for line in open(os.path.join(os.path.dirname(names.__file__), f"dist.{name}.first")):
        word, percent = line.split()[:2]
        share[word.lower()][sex] = float(percent)
for word, shares in share.items():
    for sex, other in ("FM", "MF"):
        if shares[sex] >= 6 * shares[other]: borne[word] = {sex}
        elif shares[sex] > 0.002: borne[word].add(sex)
for word, sexes in sorted(borne.items()):
    if len(sexes) == 1 and word not in families: print(word, *sexes, sep="\t")
