import fsspec

with fsspec.open("s3://b/x.csv", key=conf.id, secret=conf.secret) as f:
    print(f.read())
