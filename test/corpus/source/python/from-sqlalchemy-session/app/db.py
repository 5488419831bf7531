import boto3
from sqlalchemy.orm import Session

s3 = boto3.client("s3")
with Session(engine, future) as session:
    session.commit()
