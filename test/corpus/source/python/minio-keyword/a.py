from minio import Minio

client = Minio("s3.eu-west-1.amazonaws.com", access_key=c.id, secret_key=c.secret)
