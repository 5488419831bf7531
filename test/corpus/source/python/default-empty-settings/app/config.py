from pydantic import Field
from pydantic_settings import BaseSettings


class StoreSettings(BaseSettings):
    access_key_id: str = Field(default="", validation_alias="AWS_ACCESS_KEY_ID")
    secret_access_key: str = Field(default="", validation_alias="AWS_SECRET_ACCESS_KEY")


store = StoreSettings()
