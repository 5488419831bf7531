session = boto3.Session()
creds = session.get_credentials()
ACCESS = creds.access_key
SECRET = creds.secret_key
