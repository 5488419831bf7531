from minio import Minio

client = Minio("s3.amazonaws.com", KEY, SECRET, secure=True)
