from pydantic import BaseSettings, Field


class Settings(BaseSettings):
    key_id: str = Field(..., env="AWS_ACCESS_KEY_ID")
    key_secret: str = Field(..., env="AWS_SECRET_ACCESS_KEY")
