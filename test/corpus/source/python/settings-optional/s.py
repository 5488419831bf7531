class Settings(BaseSettings):
    aws_access_key_id: str | None = None
    aws_secret_access_key: Optional[SecretStr] = None
    aws_region: str = "eu-west-1"
