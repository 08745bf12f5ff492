from tests.test_canary import *
from tests.lively import Lively
from sqlalchemy import text
async def test_dbg(postgres_server) -> None:
    url = fresh_database(postgres_server)
    try:
        async for story in _lively(url, seed=2): pass
    except LookupError as e:
        import psycopg
        with psycopg.connect(url) as c:
            for q in ("select way,key,due_at,owner,token,worked from lane where due_at is not null or owner is not null", "select state,kind,operation,urgency,deliver_at,attempts,is_begun,why,lane from outbox where state not in ('sent','ended')", "select event, lane from inbox where body is not null","select why from dead_letter"):
                print(q); 
                for r in c.execute(q): print("  ", r)
        raise
