import boto3
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class S3Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="S3_")
    access_key: str
    secret_key: SecretStr
    bucket: str


conf = S3Settings()
s3 = boto3.client(
    "s3",
)
