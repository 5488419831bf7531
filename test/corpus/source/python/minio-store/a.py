from minio import Minio

client = Minio("minio.internal:9000", access_key=c.id, secret_key=c.secret)
