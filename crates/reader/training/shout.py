import json,sys
out=open(sys.argv[2],'w')
n=0
for i,l in enumerate(open(sys.argv[1])):
    if i%12: continue
    r=json.loads(l); t=r['text']; u=''.join(c.upper() if len(c.upper())==1 else c for c in t)
    # the first part alone: headings are short
    cut=t.find('\n',300); cut=cut if 0<cut<900 else 600
    r['text']=u[:cut]; r['entities']=[e for e in r['entities'] if e['end']<=cut]; out.write(json.dumps(r)+'\n'); n+=1
print(n)
