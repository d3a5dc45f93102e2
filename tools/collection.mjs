// A made-up collection of any size as JSON Lines: people, offices, places, instruments, dates, statements and events told
// more than once, so that every view has something to show. The same count gives the same bytes.
// Usage: node tools/collection.mjs COUNT [--short] [--long MEGABYTES] [--rows] > rows.jsonl
// --short gives each document its first sentence alone, for lists of a length that texts would make slow to read;
// --long adds one document of that length; with --rows every document is a sentence of some 110 bytes without a title.
const count = Number(process.argv[2] ?? 20000);
const short = process.argv.includes('--short');
const rows = process.argv.includes('--rows');
const long = process.argv.includes('--long') ? Number(process.argv[process.argv.indexOf('--long') + 1]) : 0;

// SplitMix32: numbers that look random and are the same everywhere.
let state = 7;
const below = (most) => {
  state = (state + 0x9e3779b9) | 0;
  let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) % most;
};
const one = (list) => list[below(list.length)];
// Few are named often, many seldom, as in any real collection.
const often = (list) => list[Math.min(below(list.length), below(list.length), below(list.length))];

const GIVEN = ['Anna', 'Bernard', 'Clara', 'David', 'Elena', 'Frank', 'Greta', 'Henrik', 'Irene', 'Jonas', 'Karin', 'Lukas', 'Maria', 'Niels', 'Olga', 'Peter', 'Rosa', 'Stefan', 'Teresa', 'Viktor'];
const FAMILY = ['Abel', 'Brandt', 'Cordes', 'Dahl', 'Eriksen', 'Falk', 'Grau', 'Holm', 'Iversen', 'Jansen', 'Keller', 'Lund', 'Moser', 'Nyberg', 'Olsen', 'Paulsen', 'Quist', 'Rasmussen', 'Sand', 'Thorsen', 'Ulrich', 'Vogt', 'Weber', 'Ziegler', 'Aasen', 'Berger', 'Claussen', 'Dietz', 'Engel', 'Fischer'];
const OFFICES = ['Minister', 'Deputy Minister', 'Director', 'Governor', 'General', 'Colonel', 'President', 'Chairman', 'Secretary', 'Professor'];
const FIELDS = ['Transport', 'Finance', 'Defence', 'Health', 'Education', 'Energy', 'Agriculture', 'Justice', 'Culture', 'Fisheries', 'Trade', 'Science'];
const BODIES = ['Ministry of', 'Department of', 'Institute of', 'Council of', 'Office of'];
const PLACES = ['Oslo', 'Bergen', 'Copenhagen', 'Aarhus', 'Stockholm', 'Uppsala', 'Helsinki', 'Turku', 'Hamburg', 'Bremen', 'Rotterdam', 'Antwerp', 'Lisbon', 'Porto', 'Geneva', 'Vienna', 'Graz', 'Riga', 'Tallinn', 'Vilnius'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const WORKS = ['the harbour', 'the railway', 'the northern road', 'the power grid', 'the hospitals', 'the archive', 'the shipyard', 'the schools', 'the fishing fleet', 'the border posts', 'the bridges', 'the water works'];
const ASKED = ['asked', 'urged', 'directed', 'requested', 'instructed', 'called on'];
const DONE = ['completed', 'repaired', 'opened', 'modernised', 'inspected', 'handed over'];
const OUTLETS = ['The Morning Post', 'Evening Courier', 'North Sea Gazette', 'The Weekly Ledger', 'Harbour News', 'City Observer'];
const SECTIONS = ['politics', 'economy', 'defence', 'regions', 'opinion'];
const people = GIVEN.flatMap((given) => FAMILY.map((family) => ({ given, family, office: one(OFFICES) })));
const bodies = BODIES.flatMap((body) => FIELDS.map((field) => `${body} ${field}`));
const instruments = Array.from({ length: 60 }, (_, n) => `${['Resolution', 'Decree', 'Directive', 'Decision'][n % 4]} No. ${n + 3}/${1995 + (n % 28)}`);

const day = (number) => {
  const date = new Date(Date.UTC(1990, 0, 1 + number));
  return { iso: date.toISOString().slice(0, 10), words: `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`, year: date.getUTCFullYear() };
};
const named = (person) => `${person.office} ${person.given} ${person.family}`;

// A paragraph in which somebody asks, somebody reports, and days are named.
const paragraph = (who, body, place, when) => {
  const [other, works, share] = [often(people), one(WORKS), 5 + below(90)];
  const kinds = [
    () => `${named(who)} ${one(ASKED)} the ${body} to repair ${works} in ${place} by ${when.year + 1 + below(8)}, in line with ${often(instruments)}.`,
    () => `The ${body} ${one(DONE)} ${share} percent of ${works} near ${place} in ${one(MONTHS)} ${when.year - below(3)}.`,
    () => `"We will not wait for another winter," said ${named(other)}, who visited ${place} on ${when.words}.`,
    () => `According to ${often(instruments)}, the ${often(bodies)} is to report on ${works} before the end of ${when.year + 1}.`,
    () => `${who.given} ${who.family} praised the people of ${place} for their work on ${works} over the past ${2 + below(8)} years.`,
    () => `A plan to ${when.year + 5}, with a vision to 2045, sets aside ${share} million for ${works}; the ${often(bodies)} and ${named(other)} agreed on it.`,
    () => `Costs rose by ${share} percent, and nobody at the ${body} could say why the works had stood still since ${when.year - 2}.`,
  ];
  return Array.from({ length: 3 + below(3) }, () => one(kinds)()).join(' ');
};

const out = [];
const flush = () => { if (out.length) process.stdout.write(`${out.splice(0).join('\n')}\n`); };
let told = null;
for (let at = 0; rows && at < count; at++) {
  const who = often(people);
  const text = `${who.given} ${who.family} of the ${often(bodies)} ${one(DONE)} ${one(WORKS)} in ${one(PLACES)} on ${day(below(12500)).words}, item ${at}.`;
  out.push(JSON.stringify({ id: `r${at}`, text, desk: one(SECTIONS) }));
  if (out.length === 500) flush();
}
for (let at = 0; !rows && at < count; at++) {
  // Every tenth document tells of the meeting of the one before it, a day later and in other words.
  const again = at % 10 === 1 && told;
  const number = again ? told.number + 1 : below(12500);
  const [who, body, place] = again ? [told.who, told.body, told.place] : [often(people), often(bodies), often(PLACES)];
  const when = day(number);
  const met = again ? told.when : when;
  const opening = `${named(who)} met the ${body} in ${place} on ${met.words} to review the works on ${one(WORKS)}.`;
  told = again ? null : { number, who, body, place, when };
  const text = short ? opening : [opening, ...Array.from({ length: 3 + below(4) }, () => paragraph(who, body, place, when))].join('\n\n');
  const row = { id: `n${String(at).padStart(6, '0')}`, title: `${one(['Works on', 'Dispute over', 'Report on', 'Plans for'])} ${one(WORKS)} in ${place}: ${who.family} ${one(['insists', 'hesitates', 'asks', 'answers', 'leaves'])} (${at})`, text };
  // One in twenty bears no date, one in fifty a month alone.
  if (at % 20 !== 7) row.date = at % 50 === 3 ? when.iso.slice(0, 7) : when.iso;
  row.outlet = one(OUTLETS);
  row.section = one(SECTIONS);
  out.push(JSON.stringify(row));
  if (out.length === 500) flush();
}
if (long) {
  const paragraphs = [];
  for (let length = 0; length < long * 1e6;) {
    const next = paragraph(often(people), often(bodies), often(PLACES), day(below(12500)));
    paragraphs.push(next);
    length += next.length + 2;
  }
  out.push(JSON.stringify({ id: 'long', title: 'The whole file, in one document', text: paragraphs.join('\n\n'), date: '2025-01-15', outlet: OUTLETS[0], section: SECTIONS[0] }));
}
flush();
