conn = Connection(conn_id="aws", conn_type="aws", login=conf.key, password=conf.secret)
