// The names in compromise's lexicon, a line each: tag, word. Run with node where `npm install compromise` was run.
import nlp from 'compromise/three'
const lex = nlp.model().one.lexicon
const want = new Set(['FirstName','MaleName','FemaleName','LastName','City','Country','Region','Place','Organization','SportsTeam','Demonym','ProperNoun','Person','Acronym','Honorific','Company','School','Currency'])
for (const [w,t] of Object.entries(lex)) { for (const x of [].concat(t)) if (want.has(x)) console.log(x+'\t'+w) }
