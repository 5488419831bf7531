from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    link_ttl: int = 172800


settings = Settings()
