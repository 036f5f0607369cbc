from tests.quality.test_languages import *
from accountability.desk.management.commands.translations import every_sentence
import accountability.core.languages.loading as L
def test_pseudo(cast, rows, monkeypatch):
    b={one.text: plain(one.text) for one in every_sentence()}
    monkeypatch.setattr(L,'book',lambda lang: None if lang=='vi' else b)
    write_plainly()
    seen={}
    for line,page in pages_in("en",cast,rows):
        for text in map(one_line,said_on(page)):
            if plain(text)!=text and text not in PRODUCT: seen.setdefault(text,[]).append(line)
    with open('/tmp/prof/pseudo.txt','w') as f:
        for t,l in sorted(seen.items(), key=lambda x:x[1][0]): f.write(f"{l[0]}\t{len(l)}\t{t[:300]}\n")
    print(len(seen))
