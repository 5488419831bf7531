import duckdb

con = duckdb.connect()
con.execute("INSTALL aws; LOAD aws;")
con.execute("CREATE SECRET lake (TYPE S3, PROVIDER CREDENTIAL_CHAIN, REGION 'eu-west-1')")
