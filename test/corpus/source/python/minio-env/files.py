from minio import Minio
from minio.credentials import EnvAWSProvider

client = Minio("s3.amazonaws.com", credentials=EnvAWSProvider())
