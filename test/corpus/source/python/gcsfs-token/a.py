import fsspec

fs = fsspec.filesystem("gcs", token=conf.token)
adl = fsspec.filesystem("abfs", account_name=conf.name, account_key=conf.key)
