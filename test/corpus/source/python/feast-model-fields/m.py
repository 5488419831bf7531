from pydantic import BaseModel


class Credential(BaseModel):
    aws_access_key_id: str | None = None
    aws_secret_access_key: str | None = None
