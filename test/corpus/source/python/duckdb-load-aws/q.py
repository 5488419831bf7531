import duckdb

con = duckdb.connect()
con.execute("CALL load_aws_credentials();")
