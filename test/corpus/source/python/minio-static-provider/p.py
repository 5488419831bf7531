from minio import Minio
from minio.credentials import StaticProvider

client = Minio("s3.amazonaws.com", credentials=StaticProvider(settings.id, settings.secret))
