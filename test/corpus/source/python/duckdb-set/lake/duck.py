import duckdb


def connect(conf):
    con = duckdb.connect()
    con.execute("SET s3_region='eu-west-1'")
    con.execute(f"SET s3_access_key_id='{conf.id}'")
    con.execute(f"SET s3_secret_access_key='{conf.secret}'")
    return con
