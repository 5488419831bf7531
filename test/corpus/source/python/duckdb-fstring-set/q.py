import duckdb

con = duckdb.connect()
con.execute("INSTALL httpfs; LOAD httpfs;")
con.execute(f"SET s3_access_key_id='{conf.key}';")
con.execute(f"SET s3_secret_access_key='{conf.secret}';")
