from typing import Optional
from pydantic_settings import BaseSettings


class Storage(BaseSettings):
    aws_access_key_id: Optional[str] = None
    aws_secret_access_key: Optional[str] = None
    bucket: str = "files"
