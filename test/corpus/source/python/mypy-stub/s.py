from typing import TypedDict


class Keys(TypedDict, total=False):
    aws_access_key_id: str


FIELDS = ["aws_access_key_id", "aws_secret_access_key"]
LABELS = {"key": "Key", "secret": "Secret"}
