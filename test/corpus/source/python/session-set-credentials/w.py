import botocore.session

session = botocore.session.get_session()
session.set_credentials(settings.key_id, settings.key_secret)
client = session.create_client("s3")
