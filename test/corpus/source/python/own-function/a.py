from store import make_store

store = make_store("files", aws_access_key_id=conf.id, aws_secret_access_key=conf.secret)
