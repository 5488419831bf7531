from datetime import timedelta

from minio import Minio

client = Minio("minio:9000", access_key=K, secret_key=S, secure=False)
url = client.presigned_get_object("b", "o", expires=timedelta(days=7))
