import fsspec

with fsspec.open("s3://b/x.csv") as f:
    print(f.read())
