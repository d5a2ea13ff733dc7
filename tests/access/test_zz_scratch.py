from tests.test_access import *
def test_dump(site):
    out=open("/tmp/access/found.txt","w")
    for row in table.rows():
        route = table.route_named(row.route); path = site.path(route, row.whose)
        cells=[f"{site.look(w,path).word}/{site.send(w,route,path)}" for w in CAST]
        out.write(f"{row.route} {row.whose} "+" ".join(cells)+"\n")
def test_others(site):
    out=open("/tmp/access/others.txt","w")
    for rule in sorted(set(table.rules().values())):
      for who in EACH_GROUP:
        expected = refused_word(rule, who)
        for route in table.routes_by(rule):
            path = site.path(route, "-"); ws=[]
            for m in ("GET","POST"):
                p = transaction.savepoint()
                try: a = site.knocker.ask(who, m, path, {} if m=="POST" else None); w=a.word+(" "+a.headers.get("Location","") if a.word=="on" else "")
                except Exception as e: w="EXC "+repr(e)[:90]
                ch=site.changes()
                if ch: w+=" !"+",".join(sorted(ch))
                transaction.savepoint_rollback(p)
                ws.append(w)
            out.write(f"{rule} {who} {route.name} {path} {expected} {ws}\n")
