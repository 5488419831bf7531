from typing import TypedDict, Optional


class Credentials(TypedDict):
    aws_access_key_id: Optional[str]
    aws_secret_access_key: Optional[str]
