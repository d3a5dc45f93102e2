"""Made-up news of offices, bodies and meetings in many countries, labelled as it is made.

    formal.py OUT.jsonl [TEXTS]

The labelled news has few ministers with ranks, bodies of several fields, lists of provinces or guests, and few names that
are not of the West. Nobody and nothing in these texts is real; countries and regions are. One seed, so the same bytes
every time.
"""
import json
import random
import re
import sys

rng = random.Random(20260501)


def pick(words):
    return rng.choice(words.split("|") if isinstance(words, str) else words)


def vietnamese():
    family = pick("Nguyen|Tran|Le|Pham|Hoang|Phan|Vu|Vo|Dang|Bui|Do|Ho|Ngo|Duong|Ly|Dinh|Trinh|Luong|Mai|To|Ha|Cao")
    middle = pick("Van|Van|Thi|Minh|Xuan|Quang|Duc|Thanh|Hong|Ngoc|Hoai|Anh|Manh|Huu|Dinh|Tuan|Trong|Kim|Quoc|Viet")
    given = pick("An|Binh|Cuong|Dung|Duc|Giang|Ha|Hai|Hanh|Hoa|Hung|Khanh|Lam|Lan|Linh|Long|Minh|Nam|Nghia|Phong|Phuc|Quan"
                 "|Quang|Son|Tam|Thang|Thuy|Toan|Trung|Tuan|Tung|Vinh|Yen|Chinh|Thien|Nghiem")
    marks = {"Nguyen": "Nguyễn", "Tran": "Trần", "Le": "Lê", "Pham": "Phạm", "Hoang": "Hoàng", "Vu": "Vũ", "Dang": "Đặng",
             "Bui": "Bùi", "Do": "Đỗ", "Ngo": "Ngô", "Van": "Văn", "Thi": "Thị", "Duc": "Đức", "Hong": "Hồng", "Ngoc": "Ngọc",
             "Quoc": "Quốc", "Viet": "Việt", "Manh": "Mạnh", "Huu": "Hữu", "Tuan": "Tuấn", "Dung": "Dũng", "Hung": "Hùng",
             "Cuong": "Cường", "Son": "Sơn", "Thang": "Thắng", "Chinh": "Chính", "Binh": "Bình", "Hai": "Hải", "Lam": "Lâm"}
    parts = [family, middle, given]
    if rng.random() < 0.3:
        parts = [marks.get(part, part) for part in parts]
    return " ".join(parts), parts[-1]


def two(given, family):
    first, last = pick(given), pick(family)
    return f"{first} {last}", last


def family_first(family, given):
    first, last = pick(family), pick(given)
    return f"{first} {last}", first


CULTURES = [
    vietnamese,
    vietnamese,
    lambda: family_first("Chen|Wang|Li|Zhang|Liu|Zhao|Wu|Zhou|Xu|Sun|Ma|Zhu|Hu|Guo|He|Lin|Gao|Luo",
                         "Wei|Jun|Guoqiang|Xiaoming|Jianhua|Lihua|Zhigang|Meiling|Haifeng|Yong|Shijun|Rui"),
    lambda: family_first("Kim|Lee|Park|Choi|Jung|Kang|Cho|Yoon|Jang|Lim|Han|Shin|Seo|Kwon",
                         "Min-jun|Seo-yeon|Ji-hoon|Sung-ho|Hyun-woo|Eun-ji|Jae-won|Dong-hyuk|Young-soo|Tae-yong"),
    lambda: two("Hiroshi|Kenji|Yuko|Akira|Naoki|Haruka|Takeshi|Emi|Shigeru|Minoru",
                "Tanaka|Sato|Suzuki|Ogawa|Kobayashi|Nakamura|Fujita|Mori|Hayashi|Nishimura"),
    lambda: two("Prasit|Wirat|Somchai|Anong|Kittisak|Nattapong|Suchart|Malee|Chaiwat",
                "Chantharasuk|Boonmee|Srisawat|Wongsakul|Phetchara|Rattanakorn|Thongdee|Suwannarat"),
    lambda: two("Budi|Dewi|Agus|Siti|Bambang|Hendra|Retno|Joko|Rina|Yusuf",
                "Santoso|Wibowo|Hartono|Lestari|Nugroho|Siregar|Pratama|Simanjuntak|Kusuma|Hidayat"),
    lambda: two("Ramon|Maria Elena|Jose|Antonio|Grace|Rodrigo|Teresa|Eduardo|Luz",
                "Santos|Villanueva|dela Cruz|Reyes|Bautista|Aquino|Magsaysay|Navarro|Salonga"),
    lambda: two("Rajesh|Priya|Arjun|Kavita|Sanjay|Anjali|Vikram|Sunita|Imran|Ayesha",
                "Mehta|Rao|Sharma|Gupta|Iyer|Reddy|Khan|Qureshi|Bhat|Nair|Chaudhry"),
    lambda: two("Ahmed|Fatima|Omar|Layla|Hassan|Khalid|Youssef|Salma|Tariq",
                "al-Masri|Haddad|al-Jubouri|Mansour|Nasser|Ben Salah|al-Otaibi|Saleh|Kassem"),
    lambda: two("Kwame|Akosua|Chinedu|Ngozi|Samuel|Wanjiku|Thabo|Amina|Joseph|Abebe",
                "Boateng|Mensah|Okafor|Adeyemi|Njoroge|Kamau|Dlamini|Tesfaye|Mwangi|Ouedraogo"),
    lambda: two("Ivan|Olena|Dmytro|Marek|Katarzyna|Jan|Petra|Milan|Ana|Sergei",
                "Kovalenko|Shevchuk|Nowak|Zielinska|Novotny|Horvat|Petrovic|Volkov|Jankovic"),
    lambda: two("Carlos|Lucia|Diego|Valentina|Jorge|Camila|Luis|Fernanda|Pedro",
                "Ramirez|Ortega|Silva|Quispe|Mendoza|Ferreira|Rojas|Cabrera|Souza|Fuentes"),
    lambda: two("Helen|Michael|Amy|Robert|Susan|Thomas|Margaret|David|Laura|Peter",
                "Whitfield|Poole|Harding|Marsh|Lindqvist|Fraser|Keller|Dupont|Moreau|van Dijk|Jensen|Rossi|O'Brien|McKay"),
]

COUNTRIES = ("Vietnam|Laos|Cambodia|Thailand|Malaysia|Indonesia|the Philippines|Singapore|Myanmar|China|Japan|the Republic of Korea|India"
             "|Bangladesh|Pakistan|Nepal|Sri Lanka|Australia|New Zealand|Russia|Belarus|Kazakhstan|Mongolia|Cuba|Brazil|Chile|Peru|Mexico"
             "|France|Germany|Italy|Spain|Poland|Finland|Sweden|Norway|the Netherlands|the United Kingdom|the United States|Canada"
             "|Turkey|Israel|Iran|Egypt|Kenya|Nigeria|Ghana|South Africa|Ethiopia|Algeria|Morocco")
DEMONYMS = ("Vietnamese|Lao|Cambodian|Thai|Malaysian|Indonesian|Philippine|Singaporean|Chinese|Japanese|Korean|Indian|Pakistani|Australian"
            "|Russian|Cuban|Brazilian|French|German|Italian|Polish|British|American|Canadian|Turkish|Egyptian|Kenyan|Nigerian")
CITIES = ("Hanoi|Ho Chi Minh City|Da Nang|Hue|Can Tho|Vientiane|Phnom Penh|Bangkok|Kuala Lumpur|Jakarta|Manila|Beijing|Shanghai|Tokyo|Seoul"
          "|Busan|New Delhi|Mumbai|Dhaka|Islamabad|Canberra|Moscow|Havana|Lima|Paris|Berlin|Warsaw|Oslo|London|Washington|Ottawa|Ankara"
          "|Cairo|Nairobi|Abuja|Accra|Addis Ababa")
PROVINCES = ("Bac Giang|Quang Nam|Quang Ngai|Thanh Hoa|Nghe An|Ha Tinh|Lang Son|Lao Cai|Bac Ninh|Hai Duong|Hung Yen|Ha Nam|Phu Tho|Vinh Phuc"
             "|Thai Nguyen|Dien Bien|Son La|Hoa Binh|Binh Dinh|Phu Yen|Khanh Hoa|Binh Thuan|Dong Nai|Binh Duong|Tay Ninh|Long An|Tien Giang"
             "|Ben Tre|Dong Thap|An Giang|Soc Trang|Bac Lieu|Ca Mau|Gia Lai|Dak Lak|Lam Dong|Quảng Ninh|Hải Dương|Nghệ An|Đồng Nai"
             "|West Java|East Kalimantan|South Sulawesi|Chiang Mai|Khon Kaen|Sarawak|Sabah|Yunnan|Guangxi|Fujian|Kerala|Gujarat|Punjab|Oaxaca"
             "|Jalisco|Bavaria|Silesia|Queensland|Kisumu|Mombasa|Kano|Oromia")
FIELDS = ("Defence|National Defence|National Defense|Foreign Affairs|Home Affairs|Finance|Planning|Investment|Trade|Industry|Labour|Social Affairs"
          "|War Invalids|Health|Education|Training|Science|Technology|Information|Communications|Transport|Construction|Agriculture"
          "|Rural Development|Natural Resources|Environment|Energy|Culture|Sports|Tourism|Justice|Public Security|Economy|Fisheries|Forestry"
          "|Human Resources|Women|Youth|Veterans|Interior|Water Resources|Public Works|Housing|Mining|Immigration|Logistics|Ethnic Affairs")
FIRMS = "Novatel|Zenit|Halden|Kestrel|Garuda|Petrona|Vinatek|Baykal|Aerodyne|Saltec|Hanmaru|Transelec|Daeyang|Ostrava|Ferrovia"
RANKS = ("General|Sen. Lt. Gen.|Lt. Gen.|Lieutenant General|Senior Lieutenant General|Major General|Maj. Gen.|Colonel|Senior Colonel"
         "|Lieutenant Colonel|Captain|Admiral|Vice Admiral|Rear Admiral|Brigadier|Brig. Gen.|Air Chief Marshal|Commodore|Pol Gen|Col.|Gen.")
HEADS = "Director|Deputy Director|Director General|Commander|Deputy Commander|Chairman|Vice Chairman|Head|Deputy Head|Secretary|Chief|President|Rector"
STATE = ("President|Prime Minister|Deputy Prime Minister|PM|Deputy PM|Vice President|Foreign Minister|Defence Minister|Finance Minister|Party General Secretary"
         "|State President|Permanent Deputy Prime Minister|Party Secretary|Ambassador|Governor|Senator|Chancellor|King|Speaker")
VERBS = "said|noted|stressed|affirmed|told reporters|announced|added|warned|emphasised|explained"
DID = "visited|received|chaired a meeting with|met|held talks with|welcomed|inspected the work of|thanked|praised|worked with"
DAYS = "on Monday|on Tuesday|on Thursday|on April 12|on 3 June|on the same day|last week|on the morning of May 5|on November 21"


def fields():
    count = pick("1|1|1|2|2|3")
    chosen = rng.sample(FIELDS.split("|"), int(count))
    if len(chosen) == 1:
        return chosen[0]
    joint = rng.choice([" and ", " and ", " & "])
    return ", ".join(chosen[:-1]) + joint + chosen[-1]


def initials(name):
    return "".join(word[0] for word in name.split() if word[0].isupper())


def body():
    """A body's name as a text gives it first."""
    kind = rng.randrange(16)
    if kind < 4:
        return f"Ministry of {fields()}"
    if kind == 4:
        return f"Department of {fields()}"
    if kind == 5:
        return f"{pick('Central Military|National Security|Joint Border|Public Service|State Audit|Central Inspection|Electoral|Law Reform')} Commission"
    if kind == 6:
        return f"{pick('General Department|Institute|Academy|Bureau|Agency|Council|Directorate')} of {fields()}"
    if kind == 7:
        return f"{pick('Committee|Center|Centre|Council|Institute|Coalition|Foundation')} for {pick('a |the |')}" + pick(
            "Responsible Budget|Open Government|Strategic Studies|Regional and Strategic Research|Clean Water|Fair Trade|Peace and Security|Better Schools"
            "|Economic and Social Rights|Marine Research|Public Integrity|New Energy")
    if kind == 8:
        return f"{pick('Factory|Regiment|Brigade|Division|Military Region|Naval Region|Corps')} {pick('X20|Z117|Z181|A32|5|7|9|45|189|3|H13')}"
    if kind == 9:
        return f"{pick('Song Hong|Truong Son|Norvik|Straits|Delta|Pacific|Andes|Baltic|Zenit|Halden|Kestrel|Meridian|Garuda')} " + pick(
            "Shipyard|Marine Works Berhad|Corporation|Group|Chemicals Inc|Aerospace|Industries Ltd|Oil and Gas Group|Steel Corp|Bank|Airlines|Telecom Group|Canada Ltd|Holdings Plc|Motors AG")
    if kind == 10:
        return f"{pick('Central|Supreme|High|Federal|Constitutional')} {pick('Bank|Court|Court of Justice|Electoral Council|Audit Office|Procuracy')} of {pick(COUNTRIES)}"
    if kind == 11:
        return f"{pick('University|Academy|Polytechnic')} of {pick(CITIES)}"
    if kind == 12:
        return f"{pick('Party|Fatherland Front|Youth Union|Veterans')} Central Committee"
    if kind == 13:
        return f"{pick(DEMONYMS)} {pick('Navy|Army|Air Force|Coast Guard|Red Cross|Chamber of Commerce|National Police')}"
    if kind == 14:
        return f"{pick('National Assembly|Senate|House of Representatives|Parliament')} Committee on {fields()}"
    return f"{pick('National|State|Federal|Royal')} {pick('Mining|Ports|Railway|Aviation|Health|Statistics|Fisheries|Disaster Management')} {pick('Authority|Agency|Office|Board|Administration')}"


def named(name):
    return f"[PER:{name}]"


def person():
    full, short = rng.choice(CULTURES)()
    return full, short


def org(name):
    return f"[ORG:{name}]"


def loc(name):
    return ("the " + f"[LOC:{name[4:]}]") if name.startswith("the ") else f"[LOC:{name}]"


def office():
    """An office whose body is no name of its own, or is one."""
    kind = rng.randrange(6)
    if kind < 2:
        return f"{pick('Minister|Deputy Minister|Vice Minister|Permanent Secretary|Secretary')} of {fields()}"
    if kind == 2:
        return pick(STATE)
    return f"{pick(HEADS)} of the {org(body())}" if kind < 5 else pick(HEADS) + " of " + org(f"Factory {pick('X51|Z113|A40|Z129|Q8')}")


def places(count, of=PROVINCES):
    chosen = [loc(name) for name in rng.sample(of.split("|"), count)]
    return ", ".join(chosen[:-1]) + " and " + chosen[-1]


def guest():
    full, _ = person()
    rank = pick(RANKS) + " " if rng.random() < 0.5 else ""
    if rng.random() < 0.5:
        return f"{rank}{named(full)}, {office()}"
    return f"{office()} {rank}{named(full)}"


def first(full):
    """A sentence that names a person in full."""
    rank = pick(RANKS)
    return rng.choice([
        lambda: f"{pick(STATE)} {named(full)} {pick(DID)} {guest()} in {loc(pick(CITIES))} {pick(DAYS)}.",
        lambda: f"Minister of {fields()} {rank} {named(full)} {pick(DID)} the {org(body())} {pick(DAYS)}.",
        lambda: f"Minister of {fields()} {named(full)} {pick(DID)} workers in {loc(pick(CITIES))} {pick(DAYS)}.",
        lambda: f"{rank} {named(full)}, {office()}, {pick(VERBS)} that the plan would go on.",
        lambda: f"{named(full)}, {office()}, {pick(DID)} the {org(body())}.",
        lambda: f"A delegation of the {org(body())} led by {rank} {named(full)} {pick(DID)} {guest()}.",
        lambda: f"{office()} {rank} {named(full)} and {guest()} were there.",
        lambda: f"{loc(pick(COUNTRIES).replace('the ', ''))}'s {pick(STATE)} {named(full)} {pick(VERBS)} {pick(DAYS)} that talks would resume.",
        lambda: f"[MISC:{pick(DEMONYMS)}] {pick('Foreign Minister|Prime Minister|Ambassador|President|Defence Minister')} {named(full)} arrived in {loc(pick(CITIES))} {pick(DAYS)}.",
    ])()


def later(full, short):
    """A sentence that names him or her again."""
    return rng.choice([
        lambda: f"{pick('PM|Minister|President|General|Mr|Ms|Dr|Vice Admiral|Deputy PM|Chairman|Secretary')} {named(short)} {pick(VERBS)} that {rng.choice(['the work must be done by June', 'both sides should do more', 'nothing had been decided'])}.",
        lambda: f"{named(short)} also {pick(VERBS)} that the {org(body())} would take part.",
        lambda: f"“We must finish this year,” {named(short)} {pick('said|told reporters|added')}.",
        lambda: f"The {pick('minister|general|PM|president|leader|director')} asked the {org(body())} and the {org(body())} to work together.",
    ])()


def bodies():
    name = f"Ministry of {fields()}"
    short = initials(name)
    return rng.choice([
        lambda: f"The {org(name)} ({org(short)}) met the {org(body())} in {loc(pick(CITIES))} {pick(DAYS)}. The {org(short)} agreed.",
        lambda: f"The {org(body())} said {pick(DAYS)} that it would act.",
        lambda: f"She asked the {org(name)}, the {org(body())} and the {org(body())} to report by June.",
        lambda: f"The order went to the authorities of {places(rng.randrange(3, 6))} {pick(DAYS)}.",
        lambda: f"Floods struck the provinces of {places(rng.randrange(2, 5))}, the {org(body())} said.",
        lambda: f"{org(pick('Norvik|Zenit|Halden|Kestrel|Straits') + pick(' Chemicals Inc| Canada Ltd| Oil and Gas Group| Marine Works Berhad| Steel Corp'))} said it won an order from {loc(pick(COUNTRIES).replace('the ', ''))}.",
        lambda: f"The {org(name)} to open 40 schools in {places(2, CITIES)}.",
        lambda: f"Troops of {org(pick('Military Region|Naval Region|Brigade|Regiment') + ' ' + pick('2|3|7|171|189|4'))} trained near {loc(pick(PROVINCES))} {pick(DAYS)}.",
        lambda: f"Relations between {loc(pick(COUNTRIES).replace('the ', ''))} and {loc(pick(COUNTRIES).replace('the ', ''))} grew, the {org(body())} {pick('said|noted')}.",
        lambda: f"{loc(pick(CITIES))} - {first(person()[0])}",
        lambda: f"Makers such as the {org('General Department of ' + fields())} and {org(pick(FIRMS))} showed their work.",
        lambda: f"The {org(body())}, {org(pick(FIRMS))} and the {org(body())} signed it {pick(DAYS)}.",
        lambda: f"{org(pick(FIRMS))} and the {org(body())} will build ships for the {org(body())}.",
        lambda: f"Present were {guest()}; {guest()}; and {guest()}.",
        lambda: f"Attendees: {named(person()[0])} - {office()}; {named(person()[0])} - {office()}.",
    ])()


def dateline():
    """What stands before the first sentence of an agency's news."""
    city = pick(CITIES + "|Đà Nẵng|Cần Thơ|Hải Phòng|Đồng Nai|Quảng Ninh")
    return rng.choice([
        lambda: f"{loc(city.upper())} — ",
        lambda: f"{loc(city.upper())}, {pick('May 5|June 12|Nov. 3')} — ",
        lambda: f"{loc(city)} ({org(pick('VNA|AP|AFP|Reuters|Antara|KPL|Xinhua|PNA'))}) – ",
        lambda: f"{loc(city)}, {loc(pick(COUNTRIES).replace('the ', ''))} — ",
    ])()


def text():
    full, short = person()
    sentences = [(dateline() if rng.random() < 0.3 else "") + first(full), later(full, short)]
    sentences += [bodies() for _ in range(rng.randrange(1, 4))]
    if rng.random() < 0.5:
        sentences.append(later(full, short))
    return " ".join(sentences)


def row(number):
    marked = text()
    plain, entities, at = "", [], 0
    for found in re.finditer(r"\[(PER|ORG|LOC|MISC):([^\[\]]*)\]", marked):
        plain += marked[at:found.start()]
        entities.append({"start": len(plain), "end": len(plain) + len(found[2]), "type": found[1]})
        plain += found[2]
        at = found.end()
    return {"id": f"formal-{number}", "text": plain + marked[at:], "entities": entities}


with open(sys.argv[1], "w", encoding="utf-8") as out:
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 600):
        out.write(json.dumps(row(number)) + "\n")
