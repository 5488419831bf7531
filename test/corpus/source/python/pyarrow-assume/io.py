from pyarrow import fs

store = fs.S3FileSystem(role_arn="arn:aws:iam::111122223333:role/lake", session_name="x", load_frequency=900)
