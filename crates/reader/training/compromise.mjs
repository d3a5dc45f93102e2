import nlp from './npm/package/src/three.js'
const lex = nlp.model().one.lexicon
const want = new Set(['FirstName','MaleName','FemaleName','LastName','City','Country','Region','Place','Organization','SportsTeam','Demonym','ProperNoun','Person','Acronym','Honorific','Company','School','Currency'])
for (const [w,t] of Object.entries(lex)) { for (const x of [].concat(t)) if (want.has(x)) console.log(x+'\t'+w) }
