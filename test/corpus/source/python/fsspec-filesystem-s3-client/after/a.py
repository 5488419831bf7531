import fsspec

fs = fsspec.filesystem("s3")
with fsspec.open("s3://b/a", "rb", anon=False) as file:
    file.read()
