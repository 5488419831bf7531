from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    key_id: str | None = Field(default=None, alias="AWS_ACCESS_KEY_ID")
    key_secret: str | None = Field(default=None, alias="AWS_SECRET_ACCESS_KEY")
    bucket: str
