from botocore.credentials import RefreshableCredentials
from botocore.session import get_session

session = get_session()
session._credentials = RefreshableCredentials.create_from_metadata(metadata=renew(), refresh_using=renew, method="sts")
