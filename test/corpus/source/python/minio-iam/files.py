from minio import Minio
from minio.credentials import IamAwsProvider

client = Minio("s3.amazonaws.com", credentials=IamAwsProvider())
