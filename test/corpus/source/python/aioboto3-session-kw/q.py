import aioboto3

session = aioboto3.Session(aws_access_key_id=cfg.id, aws_secret_access_key=cfg.secret)
