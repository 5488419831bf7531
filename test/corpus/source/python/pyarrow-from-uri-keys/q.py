from pyarrow import fs

store, path = fs.FileSystem.from_uri(f"s3://{KEY}:{SECRET}@bucket/data?region=eu-west-1")
