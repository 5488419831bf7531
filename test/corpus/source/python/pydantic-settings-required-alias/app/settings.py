from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    key_id: str = Field(alias="AWS_ACCESS_KEY_ID")
    key_secret: str = Field(validation_alias="AWS_SECRET_ACCESS_KEY")
    bucket: str
