from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    key_id: str = Field("", alias="AWS_ACCESS_KEY_ID")
    secret: str | None = Field(None, validation_alias=AliasChoices("FILES_SECRET", "AWS_SECRET_ACCESS_KEY"))
    other: str | None = Field(validation_alias=AliasChoices("AWS_SECRET_ACCESS_KEY"), default=None)
